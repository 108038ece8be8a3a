using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Assay.Verdicts;

namespace Assay.LanguageModels.Models.Recordings;

/// <summary>One request and its reply, as recordings keep them.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Form">How the prompt reached it.</param>
/// <param name="Instruction">What it was told before the prompt; null for nothing.</param>
/// <param name="Prompt">The prompt, exactly.</param>
/// <param name="MostTokens">How many tokens the reply might have.</param>
/// <param name="Alternatives">Of how many first tokens the log-probability was wanted.</param>
/// <param name="IsCompletion">Whether the prompt was to be continued.</param>
/// <param name="Temperature">The temperature.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Reply">What came back.</param>
/// <param name="Address">The address of the endpoint that answered; null where there was none, or it is not known. The key does not depend on it.</param>
internal sealed record RecordedReply(
    string Model,
    PromptForm Form,
    string? Instruction,
    string Prompt,
    int MostTokens,
    int Alternatives,
    bool IsCompletion,
    double Temperature,
    int Seed,
    Reply Reply,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Address = null)
{
    /// <summary>Changes whenever the same request would be sent in another way.</summary>
    public const int Protocol = 1;

    /// <summary>How many of the likeliest first tokens are kept.</summary>
    public const int MostFirstTokens = 5;

    /// <summary>To how many decimals their log-probabilities are kept: further ones change with the machine, and do not compress.</summary>
    public const int Decimals = 4;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The record of a reply, with a part of its first tokens.</summary>
    public static RecordedReply Of(string model, Sampling sampling, Query query, Reply reply, string? address = null) => new(
        model, sampling.Form, sampling.Instruction(query), sampling.Text(query), sampling.MostTokens(query), query.Alternatives, query.IsCompletion, Sampling.Temperature, sampling.Seed, Kept(reply), address);

    /// <summary>The SHA-256 of all that decides the reply; equal for equal requests.</summary>
    /// <exception cref="ModelException">The prompt or a name holds half a character, which can't be sent.</exception>
    public string Key()
    {
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"{Protocol} {(int)Form} {MostTokens} {Alternatives} {(IsCompletion ? 1 : 0)} {DoubleText.Of(Temperature)} {Seed} {Model.Length} {Instruction?.Length ?? -1}\n");
        try
        {
            return Convert.ToHexStringLower(SHA256.HashData(Strict.GetBytes($"{head}{Model}{Instruction}{Prompt}")));
        }
        catch (EncoderFallbackException)
        {
            throw new ModelException("A prompt holds half a character of UTF-16, which can't be sent. Prompts are text that UTF-8 can write.");
        }
    }

    private static Reply Kept(Reply reply) => reply.FirstTokens is not { } tokens ? reply : reply with
    {
        FirstTokens = [.. tokens.Take(MostFirstTokens).Select(token => token with { LogProbability = Math.Round(token.LogProbability, Decimals) })],
    };
}
