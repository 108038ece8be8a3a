using System.Text.RegularExpressions;

namespace Assay.Training.Questions;

/// <summary>
/// Kendall's rank correlation of two quantities over the arms of a claim, for each seed (Kendall 1938): of all pairs of arms that count, the share on which both go the same way
/// less that on which they do not. Pairs are in groups, and groups count alike.
/// </summary>
/// <param name="Arms">Both quantities of each arm.</param>
/// <param name="Groups">Pairs of arms.</param>
internal sealed partial record RankCorrelation(IReadOnlyList<(Measured X, Measured Y)> Arms, IReadOnlyList<IReadOnlyList<(int First, int Second)>> Groups) : Expression
{
    /// <summary>All pairs, as one group.</summary>
    public static IReadOnlyList<IReadOnlyList<(int First, int Second)>> AllPairs(int arms) => [[.. Pairs(arms)]];

    /// <summary>
    /// The pairs that differ in one setting only, a group for each setting: what both quantities owe to other settings is left out (Jiang, Neyshabur, Mobahi,
    /// Krishnan and Bengio 2020).
    /// </summary>
    /// <param name="descriptions">What the arms are.</param>
    public static IReadOnlyList<IReadOnlyList<(int First, int Second)>> OneSettingApart(IReadOnlyList<string> descriptions)
    {
        var words = descriptions.Select(text => Word().Matches(text).Select(match => match.Value).ToList()).ToList();
        return [.. Pairs(descriptions.Count).Select(pair => (Pair: pair, Place: OnlyDifference(words[pair.First], words[pair.Second]))).Where(found => found.Place >= 0)
            .GroupBy(found => Setting(words[found.Pair.First], found.Place)).Select(group => group.Select(found => found.Pair).ToList())];
    }

    /// <summary>The correlation, from -1 to 1; not a number where something is none.</summary>
    public double Of(Func<Measured, double> measured)
    {
        var values = Arms.Select(arm => (X: measured(arm.X), Y: measured(arm.Y))).ToList();
        return values.Any(value => double.IsNaN(value.X) || double.IsNaN(value.Y)) ? double.NaN
            : Groups.Average(group => group.Average(pair => (double)values[pair.First].X.CompareTo(values[pair.Second].X) * values[pair.First].Y.CompareTo(values[pair.Second].Y)));
    }

    private static IEnumerable<(int First, int Second)> Pairs(int arms) =>
        Enumerable.Range(0, arms).SelectMany(first => Enumerable.Range(first + 1, arms - first - 1).Select(second => (first, second)));

    private static int OnlyDifference(List<string> left, List<string> right)
    {
        if (left.Count != right.Count)
        {
            return -1;
        }

        var places = Enumerable.Range(0, left.Count).Where(i => left[i] != right[i]).Take(2).ToList();
        return places.Count == 1 ? places[0] : -1;
    }

    // The key before a value; where there is none, the place.
    private static string Setting(List<string> words, int place) =>
        place >= 2 && words[place - 1] == ":" ? words[place - 2] : $"{place}";

    [GeneratedRegex(@"[A-Za-z0-9_.+-]+|\S")]
    private static partial Regex Word();
}
