using System.Numerics;

namespace Assay.Programs.Synthesis.MinMax;

/// <summary>
/// What registers of a min/max kernel hold, as functions of the inputs, each told by its truth table over inputs that are 0 or
/// 1: bit x is the value on the input whose bits are those of x.
/// </summary>
/// <remarks>
/// The 0-1 principle (Knuth, The Art of Computer Programming 3, 5.3.4): minimum and maximum commute with every monotone map of
/// values, so that two kernels that agree on all inputs of zeros and ones agree on all inputs.
/// </remarks>
internal sealed class TruthTables
{
    private readonly ulong[] _atLeast;

    /// <param name="values">The number of values, at most six.</param>
    public TruthTables(int values)
    {
        All = values == 6 ? ulong.MaxValue : (1UL << (1 << values)) - 1;
        Inputs = [.. Enumerable.Range(0, values).Select(input => Of(values, x => ((x >> input) & 1) != 0))];
        Results = [.. Enumerable.Range(0, values).Select(rank => Of(values, x => BitOperations.PopCount((uint)x) >= values - rank))];
        _atLeast = [.. Enumerable.Range(0, 1 << values).Select(x => Of(values, y => BitOperations.PopCount((uint)y) >= BitOperations.PopCount((uint)x)))];
    }

    /// <summary>The bits that a table has.</summary>
    public ulong All { get; }

    /// <summary>The inputs.</summary>
    public IReadOnlyList<ulong> Inputs { get; }

    /// <summary>The results of sorting, the least value first.</summary>
    public IReadOnlyList<ulong> Results { get; }

    /// <summary>Whether all results are there.</summary>
    public bool HasResults(ReadOnlySpan<ulong> tables) => Missing(tables) == 0;

    /// <summary>
    /// How many instructions are needed at least: one for each result that is missing, since an instruction makes one of them at
    /// most; one more if none of these is the minimum or maximum of two tables.
    /// </summary>
    public int Bound(ReadOnlySpan<ulong> tables)
    {
        var missing = Missing(tables);
        return missing == 0 || MakesResult(tables) ? missing : missing + 1;
    }

    /// <summary>Whether all results are still minima and maxima of the tables, however many steps that takes.</summary>
    /// <remarks>
    /// A monotone function is one of others, without constants, exactly if at all inputs x where it is one and y where it is zero
    /// some of the others is one at x and zero at y.
    /// </remarks>
    public bool AreLive(ReadOnlySpan<ulong> tables)
    {
        for (var x = 1; x < _atLeast.Length; x++)
        {
            var above = All;
            foreach (var table in tables)
            {
                // All ones where the table is zero at x.
                above &= table | (((table >> x) & 1) - 1);
            }

            if ((above & ~_atLeast[x]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    private int Missing(ReadOnlySpan<ulong> tables)
    {
        var missing = 0;
        for (var rank = 0; rank < Results.Count; rank++)
        {
            missing += tables.Contains(Results[rank]) ? 0 : 1;
        }

        return missing;
    }

    private bool MakesResult(ReadOnlySpan<ulong> tables)
    {
        for (var i = 0; i < tables.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (IsMissing(tables[i] & tables[j], tables) || IsMissing(tables[i] | tables[j], tables))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsMissing(ulong table, ReadOnlySpan<ulong> tables)
    {
        for (var rank = 0; rank < Results.Count; rank++)
        {
            if (Results[rank] == table)
            {
                return !tables.Contains(table);
            }
        }

        return false;
    }

    private static ulong Of(int values, Func<int, bool> value) =>
        Enumerable.Range(0, 1 << values).Aggregate(0UL, (table, x) => value(x) ? table | (1UL << x) : table);
}
