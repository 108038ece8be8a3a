using System.Globalization;
using Assay.Training.Experiments;

namespace Assay.Training.Probes;

/// <summary>How far a search came for a quantity that it leaves unknown: what it found, and within which distance of that some eigenvalue lies.</summary>
/// <remarks>Both stand among the quantities of a run under names that no statement can have.</remarks>
internal static class Reached
{
    private const string Value = " reached";
    private const string Distance = " within";

    /// <summary>Makes a quantity unknown, and keeps what was reached.</summary>
    public static void Note(IDictionary<string, double> results, string name, double value, double distance)
    {
        results[name] = double.NaN;
        results[name + Value] = value;
        results[name + Distance] = distance;
    }

    /// <summary>Whether a run left a quantity unknown.</summary>
    public static bool IsIn(Run run) => run.Quantities.Keys.Any(IsValue);

    /// <summary>What was reached in those of an arm's runs that left it unknown, for each such quantity.</summary>
    /// <param name="arm">The arm's name.</param>
    /// <param name="runs">Its runs.</param>
    public static IEnumerable<string> Told(string arm, IReadOnlyList<Run> runs)
    {
        foreach (var key in runs.SelectMany(run => run.Quantities.Keys).Where(IsValue).Distinct().Order(StringComparer.Ordinal))
        {
            var name = key[..^Value.Length];
            var open = runs.Where(run => run.Quantities.ContainsKey(key)).ToList();
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{arm}.{name} is unknown in {open.Count} of {runs.Count} runs: the search reached {Median(key):G4}, with some eigenvalue within {Median(name + Distance):G2} of it (medians), and there may be others beyond.");

            double Median(string of) => open.Select(run => run.Quantities[of]).Order().ElementAt(open.Count / 2);
        }
    }

    private static bool IsValue(string name) => name.EndsWith(Value, StringComparison.Ordinal);
}
