using System.Text.Json;

namespace Assay.LanguageModels.Tests.Models.Endpoints;

/// <summary>What came to a <see cref="ScriptedServer"/>.</summary>
/// <param name="Prompt">The last message.</param>
/// <param name="Attempt">How often this prompt has come, from 1.</param>
/// <param name="Body">All of it.</param>
/// <param name="Authorization">That header.</param>
/// <param name="Path">Where.</param>
/// <param name="At">When, by the stopwatch.</param>
internal sealed record ServerRequest(string Prompt, int Attempt, JsonElement Body, string? Authorization, string Path, long At)
{
    /// <summary>Whether log-probabilities are wanted.</summary>
    public bool WantsLogProbabilities => Body.TryGetProperty("logprobs", out var wanted) && wanted.GetBoolean();

    /// <summary>Of how many first tokens.</summary>
    public int Alternatives => Body.TryGetProperty("top_logprobs", out var count) ? count.GetInt32() : 0;
}
