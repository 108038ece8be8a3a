using System.Runtime.Intrinsics;

namespace Assay.Training.Products;

/// <summary>Adds sums up for positions: two at once with wide vectors, else the two halves of one.</summary>
internal static unsafe class PositionSums
{
    /// <summary>Adds.</summary>
    /// <param name="sums">Where everything lies; there may be no starts. What tells of pairs is set here: a copy of so many fields, read while they are still being written, would take longer than short sums.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="weights">The weights of the first row.</param>
    /// <param name="factors">The factors of the first position.</param>
    /// <param name="targets">The targets of the first row and position.</param>
    /// <param name="positions">The positions.</param>
    /// <param name="isWide">Whether to use vectors of sixteen.</param>
    public static void Add(ref Sums sums, int rows, float* weights, float* factors, float* targets, Positions positions, bool isWide) =>
        Add<AsItIs>(ref sums, rows, weights, factors, targets, positions, isWide);

    /// <inheritdoc cref="Add"/>
    /// <typeparam name="TEnd">What is done to each sum before it is stored.</typeparam>
    public static void Add<TEnd>(ref Sums sums, int rows, float* weights, float* factors, float* targets, Positions positions, bool isWide)
        where TEnd : struct, ISumEnd
    {
        var starts = sums.Starts;
        var (startRow, start) = (sums.StartRow, positions.Start);
        if (starts is null)
        {
            sums.Starts = targets;
            (sums.StartRow, start) = (sums.TargetRow, positions.Target);
        }

        var pairs = isWide ? positions.Count / 2 : 0;
        if (pairs > 0)
        {
            (sums.SecondFactor, sums.SecondTarget, sums.SecondStart) = (positions.Factor, positions.Target, start);
            (sums.Pairs, sums.PairFactor, sums.PairTarget, sums.PairStart) = (pairs, 2 * positions.Factor, 2 * positions.Target, 2 * start);
            SumTiles<Wide, Vector512<float>, TEnd>.Add(sums, rows, weights, factors, targets);
        }

        var done = 2 * pairs;
        if (done < positions.Count)
        {
            (sums.SecondFactor, sums.SecondTarget, sums.SecondStart) = (Narrow.Count, Narrow.Count, Narrow.Count);
            (sums.Pairs, sums.PairFactor, sums.PairTarget, sums.PairStart) = (positions.Count - done, positions.Factor, positions.Target, start);
            sums.Starts += done * start;
            SumTiles<Narrow, Vector256<float>, TEnd>.Add(sums, rows, weights, factors + (done * positions.Factor), targets + (done * positions.Target));
        }

        sums.Starts = starts;
        sums.StartRow = startRow;
    }
}
