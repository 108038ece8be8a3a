using System.Globalization;
using Assay.Training;

namespace Assay.LanguageModels.Models.BuiltIn;

/// <summary>Whole numbers from one to another, both included; written <c>0..4</c>, or <c>4</c> for that one alone.</summary>
internal readonly record struct WholeRange(int Least, int Most)
{
    /// <summary>Reads the one with this key.</summary>
    /// <param name="call">The text.</param>
    /// <param name="key">The key.</param>
    /// <param name="otherwise">The range where the key does not stand.</param>
    /// <param name="most">No number is above this one.</param>
    /// <exception cref="TrainingException">It is none.</exception>
    public static WholeRange Read(CallText call, string key, WholeRange otherwise, int most)
    {
        if (call.Find(key) is not { } argument)
        {
            return otherwise;
        }

        var ends = argument.Text.Split("..");
        return ends.Length is 1 or 2 && Number(ends[0]) is { } first && Number(ends[^1]) is { } last && first <= last && last <= most ? new(first, last)
            : throw CallSplitter.Wrong(argument.Place, $"Whole numbers from 0 to {most} are needed for '{key}', not '{CallSplitter.Shown(argument.Text)}'.", $"For example: {key}: 0..4");
    }

    /// <inheritdoc/>
    public override string ToString() => Least == Most ? Least.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{Least}..{Most}");

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
