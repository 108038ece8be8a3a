using Assay.Statistics;

namespace Assay.Programs.Deciders.Satisfiability;

/// <summary>
/// Values for the inputs of a circuit, 64 patterns to a word: random ones, and those at which programs differ: zero, ones,
/// the extremes, single bits, small numbers, and variables that are equal to each other.
/// </summary>
/// <param name="words">The inputs of each variable as literals, lowest bit first.</param>
internal sealed class SimulationPatterns(IReadOnlyList<int[]> words)
{
    private const ulong Seed = 11;
    private const int Random = 11;

    /// <summary>Fills a word of patterns for every input.</summary>
    /// <param name="round">Which word; the first holds random values only.</param>
    /// <param name="set">Receives an input node and its 64 values.</param>
    public void Fill(int round, Action<int, ulong> set)
    {
        var random = new Philox(Seed, (ulong)round);
        var columns = words.Select(word => new ulong[word.Length]).ToArray();
        for (var pattern = 0; pattern < 64; pattern++)
        {
            for (var i = 0; i < words.Count; i++)
            {
                var kind = round == 0 ? Random : (int)(random.Next() % 12);
                for (var bit = 0; bit < words[i].Length; bit++)
                {
                    columns[i][bit] |= (Bit(kind, bit, words[i].Length, columns, i, pattern, random) ? 1UL : 0) << pattern;
                }
            }
        }

        for (var i = 0; i < words.Count; i++)
        {
            for (var bit = 0; bit < words[i].Length; bit++)
            {
                set(words[i][bit] >> 1, columns[i][bit]);
            }
        }
    }

    private static bool Bit(int kind, int bit, int width, ulong[][] columns, int variable, int pattern, Philox random) => kind switch
    {
        0 => false,
        1 => true,
        2 => bit == width - 1,
        3 => bit < width - 1,
        4 => bit == 0,
        5 => bit < 3 && (random.Next() & 1) == 1,
        6 => bit == pattern % width,
        7 => bit != pattern % width,
        8 when variable > 0 && bit < columns[variable - 1].Length => (columns[variable - 1][bit] >> pattern & 1) == 1,
        _ => (random.Next() & 1) == 1,
    };
}
