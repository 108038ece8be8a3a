using System.Runtime.Intrinsics;

namespace Assay.Training.Products;

/// <summary>Adds sums up for positions: two at once with wide vectors, else the two halves of one.</summary>
internal static unsafe class PositionSums
{
    /// <summary>Adds.</summary>
    /// <param name="sums">Where everything lies; what tells of pairs is not read, and there may be no starts.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="weights">The weights of the first row.</param>
    /// <param name="factors">The factors of the first position.</param>
    /// <param name="targets">The targets of the first row and position.</param>
    /// <param name="positions">The positions.</param>
    /// <param name="isWide">Whether to use vectors of sixteen.</param>
    public static void Add(in Sums sums, int rows, float* weights, float* factors, float* targets, Positions positions, bool isWide) =>
        Add<AsItIs>(sums, rows, weights, factors, targets, positions, isWide);

    /// <inheritdoc cref="Add"/>
    /// <typeparam name="TEnd">What is done to each sum before it is stored.</typeparam>
    public static void Add<TEnd>(in Sums sums, int rows, float* weights, float* factors, float* targets, Positions positions, bool isWide)
        where TEnd : struct, ISumEnd
    {
        var starts = sums.Starts;
        var (startRow, start) = (sums.StartRow, positions.Start);
        if (starts is null)
        {
            starts = targets;
            (startRow, start) = (sums.TargetRow, positions.Target);
        }

        var pairs = isWide ? positions.Count / 2 : 0;
        if (pairs > 0)
        {
            var wide = sums with
            {
                SecondFactor = positions.Factor,
                SecondTarget = positions.Target,
                SecondStart = start,
                Pairs = pairs,
                PairFactor = 2 * positions.Factor,
                PairTarget = 2 * positions.Target,
                PairStart = 2 * start,
                Starts = starts,
                StartRow = startRow,
            };
            SumTiles<Wide, Vector512<float>, TEnd>.Add(wide, rows, weights, factors, targets);
        }

        var done = 2 * pairs;
        if (done < positions.Count)
        {
            var narrow = sums with
            {
                SecondFactor = Narrow.Count,
                SecondTarget = Narrow.Count,
                SecondStart = Narrow.Count,
                Pairs = positions.Count - done,
                PairFactor = positions.Factor,
                PairTarget = positions.Target,
                PairStart = start,
                Starts = starts + (done * start),
                StartRow = startRow,
            };
            SumTiles<Narrow, Vector256<float>, TEnd>.Add(narrow, rows, weights, factors + (done * positions.Factor), targets + (done * positions.Target));
        }
    }
}
