using System.Globalization;
using Assay.LanguageModels.Models;

namespace Assay.LanguageModels.Tests;

/// <summary>A model that reads Python line by line, written apart from the interpreter that knows the truth; it can be made to overlook things.</summary>
/// <param name="overlooks">Lines that it skips.</param>
/// <param name="says">What it makes of the value that it found.</param>
internal sealed class ReadingModel(Func<string, bool>? overlooks = null, Func<int, string>? says = null) : ILanguageModel
{
    public string Name => "reads";

    public Task<Reply> Ask(Query query, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Dictionary<string, int> values = [];
        foreach (var line in query.Prompt.Split('\n')[..^1].Where(line => overlooks?.Invoke(line) != true))
        {
            var sides = line.Split(" = ");
            int[] given = [.. sides[1].Split(", ").Select(word => int.TryParse(word, CultureInfo.InvariantCulture, out var number) ? number : values[word])];
            foreach (var (name, value) in sides[0].Split(", ").Zip(given))
            {
                values[name] = value;
            }
        }

        var asked = query.Prompt.Split('\n')[^1].Split(' ')[1];
        return Task.FromResult(new Reply(says?.Invoke(values[asked]) ?? $"{values[asked]}", null, 0, 0, null));
    }
}
