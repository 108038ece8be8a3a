using Assay.Claims;

namespace Assay.Programs.Synthesis.Shortening;

/// <summary>Reads lists of names that may stand for several things.</summary>
internal static class NameList
{
    /// <summary>What the names in a list stand for, each once and in the order of <paramref name="all"/>; null with a problem.</summary>
    /// <param name="list">Names, separated by commas.</param>
    /// <param name="all">Everything there is.</param>
    /// <param name="nameOf">Its name.</param>
    /// <param name="sets">Names of several things.</param>
    /// <param name="option">The option, for messages.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static IReadOnlyList<T>? Read<T>(
        string list, IReadOnlyList<T> all, Func<T, string> nameOf, IReadOnlyList<(string Name, IReadOnlyList<string> Members)> sets,
        string option, ICollection<Problem> problems)
    {
        HashSet<string> chosen = [];
        List<string> known = [.. sets.Select(set => set.Name), .. all.Select(nameOf)];
        foreach (var name in list.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!known.Contains(name))
            {
                problems.Add(new Problem(
                    Place.Whole(option), $"'{name}' is not known here.",
                    $"{(NearestSpelling.Of(name, known) is { } nearest ? $"Did you mean '{nearest}'? " : "")}There are: {string.Join(", ", known)}."));
                return null;
            }

            var members = sets.FirstOrDefault(set => set.Name == name).Members;
            chosen.UnionWith(members ?? [name]);
        }

        if (chosen.Count == 0)
        {
            problems.Add(new Problem(Place.Whole(option), "It names nothing.", $"There are: {string.Join(", ", known)}."));
            return null;
        }

        return [.. all.Where(one => chosen.Contains(nameOf(one)))];
    }
}
