namespace Assay.Claims;

/// <summary>Guesses which known word a misspelt one was meant to be.</summary>
public static class NearestSpelling
{
    private const int LongestWord = 64;

    /// <summary>The candidate nearest to <paramref name="word"/>, or null when none is near enough to be meant.</summary>
    /// <remarks>Of equally near candidates the first wins. Case counts for nothing.</remarks>
    public static string? Of(string word, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(candidates);
        if (word.Length is 0 or > LongestWord)
            return null;

        string? best = null;
        var least = Math.Max(1, word.Length / 3) + 1;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - word.Length) >= least)
                continue;
            var distance = Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance < least && distance < Math.Max(word.Length, candidate.Length))
                (best, least) = (candidate, distance);
        }

        return best;
    }

    /// <summary>A sentence that offers the nearest candidate, or else lists them all.</summary>
    public static string Advice(string word, IReadOnlyCollection<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        var nearest = Of(word, candidates);
        if (nearest is not null)
            return $"Did you mean '{nearest}'?";
        return candidates.Count == 0 ? "None is known here." : $"Known: {string.Join(", ", candidates)}.";
    }

    /// <summary>How many insertions, deletions, replacements and swaps of neighbours turn one word into the other.</summary>
    internal static int Distance(string from, string to)
    {
        var before = new int[to.Length + 1];
        var last = new int[to.Length + 1];
        var row = new int[to.Length + 1];
        for (var j = 0; j <= to.Length; j++)
            last[j] = j;

        for (var i = 1; i <= from.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, last, row) = (last, row, before);
        }

        return last[to.Length];
    }
}
