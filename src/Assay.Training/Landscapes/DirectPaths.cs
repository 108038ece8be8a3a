using System.Numerics;
using Assay.Statistics;

namespace Assay.Training.Landscapes;

/// <summary>Direct paths between two strings: each bit in which they differ changes once, and no change makes the string less fit (Weinreich and others 2006; Franke and others 2011).</summary>
internal static class DirectPaths
{
    /// <summary>In how many bits strings of a pair differ at most: all sets of these are looked at.</summary>
    public const int MostChanges = 12;

    private const int Pairs = 64;

    /// <summary>Of random pairs of strings, which differ in <see cref="MostChanges"/> bits or in all, the share in which such a path leads from the less fit one to the other.</summary>
    /// <param name="fitness">The fitness of a string.</param>
    /// <param name="bits">How many bits it has, up to 63.</param>
    /// <param name="random">Draws the pairs.</param>
    public static double Share(Func<ulong, double> fitness, int bits, Philox random)
    {
        var joined = 0;
        for (var i = 0; i < Pairs; i++)
        {
            var (from, difference) = (Draw(random, bits), 0UL);
            while (BitOperations.PopCount(difference) < Math.Min(bits, MostChanges))
            {
                difference |= 1UL << random.Below(bits);
            }

            var to = from ^ difference;
            joined += fitness(from) <= fitness(to) ? Leads(fitness, from, to) : Leads(fitness, to, from);
        }

        return joined / (double)Pairs;
    }

    /// <summary>1 where such a path leads from one string to another, else 0.</summary>
    public static int Leads(Func<ulong, double> fitness, ulong from, ulong to)
    {
        ulong[] changes = [.. Enumerable.Range(0, 64).Select(bit => 1UL << bit).Where(bit => ((from ^ to) & bit) != 0)];
        var (heights, isReached) = (new double[1 << changes.Length], new bool[1 << changes.Length]);
        var strings = new ulong[heights.Length];
        (strings[0], heights[0], isReached[0]) = (from, fitness(from), true);
        for (var set = 1; set < heights.Length; set++)
        {
            strings[set] = strings[set & (set - 1)] ^ changes[BitOperations.TrailingZeroCount(set)];
            heights[set] = fitness(strings[set]);
        }

        for (var set = 0; set < heights.Length; set++)
        {
            for (var i = 0; i < changes.Length && isReached[set]; i++)
            {
                isReached[set | (1 << i)] |= heights[set | (1 << i)] >= heights[set];
            }
        }

        return isReached[^1] ? 1 : 0;
    }

    private static ulong Draw(Philox random, int bits)
    {
        var s = 0UL;
        for (var bit = 0; bit < bits; bit++)
        {
            s |= (ulong)random.Below(2) << bit;
        }

        return s;
    }
}
