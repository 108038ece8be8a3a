using System.Globalization;
using System.Text.RegularExpressions;
using Assay.LanguageModels.Tasks;

namespace Assay.LanguageModels.Models.BuiltIn;

/// <summary>The words that built-in models know: those of programs in Python without scopes and lists. Blanks separate words and count for nothing.</summary>
internal static partial class Vocabulary
{
    private static readonly string[] Digits = [.. Enumerable.Range(0, 10).Select(digit => digit.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The words, by their numbers: digits first, so that each has its own number.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Digits, "\n", "=", "==", "^=", ",", "assert", .. NamePool.Kinds.SelectMany(NamePool.Of)];

    private static readonly Dictionary<string, int> Numbers = Words.Select((word, number) => (word, number)).ToDictionary(pair => pair.word, pair => pair.number);

    /// <summary>The numbers of the words of a text.</summary>
    /// <exception cref="ModelException">A word is not known.</exception>
    public static int[] Read(string text) =>
    [
        .. Word().Matches(text).Select(match => Numbers.TryGetValue(match.Value, out var number) ? number
            : throw new ModelException($"A built-in model does not know the word '{match.Value}': it knows digits, names of variables, assignments, swaps and 'assert', as tasks in Python write them.")),
    ];

    [GeneratedRegex(@"\n|\w+|\^=|==|[^\s\w]")]
    private static partial Regex Word();
}
