using Assay.LanguageModels.Models;

namespace Assay.LanguageModels.Tests;

/// <summary>A model that completes functions after an exchange of names, reading their meaning out of their names; it can be made to overlook the exchange.</summary>
/// <param name="isUsual">Whether it does.</param>
/// <param name="place">Which program it always chooses; 0 for the one that it would write.</param>
internal sealed class CompletingModel(bool isUsual, int place) : ILanguageModel
{
    public string Name => "completes";

    public Task<Reply> Ask(Query query, CancellationToken cancellation)
    {
        var text = query.IsCompletion ? query.Prompt : query.Prompt[query.Prompt.IndexOf("1:\n\n", StringComparison.Ordinal)..];
        var wanted = new Dictionary<string, string> { ["count"] = "len", ["total"] = "sum", ["smallest"] = "min", ["largest"] = "max" }
            .Single(pair => text.Contains($"def {pair.Key}(", StringComparison.Ordinal)).Value;
        string[] exchanged = text.Split('\n').FirstOrDefault(line => line.Contains(" = ", StringComparison.Ordinal)) is { } line ? line.Split(" = ")[0].Split(", ") : [];
        var name = isUsual || !exchanged.Contains(wanted) ? wanted : exchanged.Single(other => other != wanted);
        var reply = query.IsCompletion ? $"{name}(numbers)"
            : place > 0 ? $"{place}"
            : text[..text.IndexOf("Program 2:", StringComparison.Ordinal)].Contains($"return {name}(", StringComparison.Ordinal) ? "1" : "2";
        TokenChance[] tokens = [new($" {name}", -0.1), new("other", -3), new(exchanged.FirstOrDefault(other => other != name) ?? "len", -4)];
        return Task.FromResult(new Reply(reply, query.Alternatives > 0 ? tokens : null, 0, 0, null));
    }
}
