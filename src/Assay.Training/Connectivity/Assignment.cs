using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Training.Connectivity;

/// <summary>
/// The assignment of rows to columns, each to one, with the greatest sum of what they are worth: prices of columns and rows first, then shortest augmenting
/// paths for the rows that are left (Jonker and Volgenant 1987, without their reduction transfer).
/// </summary>
internal sealed class Assignment
{
    // After so many for each row, prices fall too slowly to be worth it.
    private const int MostReductions = 4;

    private readonly double[] _worth;
    private readonly int _size;
    private readonly double[] _rowPrices;
    private readonly double[] _columnPrices;
    private readonly int[] _rowOf;
    private readonly int[] _columnOf;

    // Of one search: distances to columns that are not done, infinite where they are; their prices, infinite below where they are; and the rows from which they were reached.
    private readonly double[] _distances;
    private readonly double[] _open;
    private readonly long[] _before;
    private readonly List<(int Column, double Distance)> _done = [];

    private Assignment(double[] worth, int size, double[] columnPrices)
    {
        (_worth, _size, _columnPrices) = (worth, size, columnPrices);
        (_rowPrices, _distances, _open) = (new double[size], new double[size], new double[size]);
        (_rowOf, _columnOf, _before) = (new int[size], new int[size], new long[size]);
        Array.Fill(_rowOf, -1);
        Array.Fill(_columnOf, -1);
    }

    /// <summary>The best assignment.</summary>
    /// <param name="worth">A square matrix, row after row; finite.</param>
    /// <param name="size">Its rows.</param>
    /// <param name="prices">
    /// Prices of columns to begin with; those of the assignment that is returned when it ends. Any lead to it, those of a similar matrix sooner. Null for those of
    /// <see cref="StartingPrices"/>.
    /// </param>
    /// <returns>For each row, its column.</returns>
    /// <exception cref="ArgumentException">An entry is not finite.</exception>
    public static int[] Best(double[] worth, int size, double[]? prices = null)
    {
        foreach (var entry in worth)
        {
            if (!double.IsFinite(entry))
            {
                throw new ArgumentException("What a row and a column are worth has to be finite.", nameof(worth));
            }
        }

        var assignment = new Assignment(worth, size, prices ?? StartingPrices(worth, size));
        assignment.Reduce();
        assignment.ReduceRows();
        for (var row = 0; row < size; row++)
        {
            if (assignment._columnOf[row] < 0)
            {
                assignment.Augment(row);
            }
        }

        return assignment._columnOf;
    }

    /// <summary>What columns cost at least: minus the greatest worth of each.</summary>
    public static double[] StartingPrices(double[] worth, int size)
    {
        var prices = new double[size];
        Array.Fill(prices, double.PositiveInfinity);
        for (var row = 0; row < size; row++)
        {
            var own = worth.AsSpan(row * size, size);
            for (var column = 0; column < own.Length; column++)
            {
                prices[column] = -own[column] < prices[column] ? -own[column] : prices[column];
            }
        }

        return prices;
    }

    // A row costs what is left of its cheapest column; where that one is free, it is taken.
    private void Reduce()
    {
        for (var row = 0; row < _size; row++)
        {
            var (least, _, nearest) = Cheapest(row);
            _rowPrices[row] = least;
            if (_rowOf[nearest] < 0)
            {
                (_rowOf[nearest], _columnOf[row]) = (row, nearest);
            }
        }
    }

    // A row without column takes the cheapest one, whose price falls until the row would as soon have the next; whoever had it looks on. Prices stay such that no row and
    // column cost less than both prices.
    private void ReduceRows()
    {
        var waiting = new Stack<int>(Enumerable.Range(0, _size).Where(row => _columnOf[row] < 0).Reverse());
        for (var left = MostReductions * _size; left > 0 && waiting.Count > 0; left--)
        {
            var row = waiting.Pop();
            var (least, second, nearest) = Cheapest(row);
            var owner = _rowOf[nearest];
            if (least == second && owner >= 0)
            {
                // No price falls, and the search over paths has to decide.
                continue;
            }

            _columnPrices[nearest] -= double.IsFinite(second) ? second - least : 0;
            _rowPrices[row] = -_worth[(row * _size) + nearest] - _columnPrices[nearest];
            (_rowOf[nearest], _columnOf[row]) = (row, nearest);
            if (owner >= 0)
            {
                _columnOf[owner] = -1;
                waiting.Push(owner);
            }
        }
    }

    // What the cheapest column of a row costs beyond its price, and the next one; and the first of those that are cheapest.
    private (double Least, double Second, int Nearest) Cheapest(int row)
    {
        var (least, second, nearest, at) = (double.PositiveInfinity, double.PositiveInfinity, 0, 0);
        var worth = _worth.AsSpan(row * _size, _size);
        if (_size >= Vector256<double>.Count)
        {
            ref var worths = ref MemoryMarshal.GetReference(worth);
            ref var prices = ref MemoryMarshal.GetArrayDataReference(_columnPrices);
            var (leasts, seconds, places) = (Vector256.Create(least), Vector256.Create(least), Vector256<long>.Zero);
            var (here, step) = (Vector256.CreateSequence(0L, 1L), Vector256.Create((long)Vector256<double>.Count));
            for (; at <= _size - Vector256<double>.Count; at += Vector256<double>.Count)
            {
                var distance = -Vector256.LoadUnsafe(ref worths, (nuint)at) - Vector256.LoadUnsafe(ref prices, (nuint)at);
                var isLess = Vector256.LessThan(distance, leasts);
                var greater = Vector256.ConditionalSelect(isLess, leasts, distance);
                seconds = Vector256.ConditionalSelect(Vector256.LessThan(greater, seconds), greater, seconds);
                leasts = Vector256.ConditionalSelect(isLess, distance, leasts);
                places = Vector256.ConditionalSelect(isLess.AsInt64(), here, places);
                here += step;
            }

            for (var lane = 0; lane < Vector256<double>.Count; lane++)
            {
                Look(leasts[lane], (int)places[lane]);
                second = Math.Min(second, seconds[lane]);
            }
        }

        for (; at < _size; at++)
        {
            Look(-worth[at] - _columnPrices[at], at);
        }

        return (least, second, nearest);

        void Look(double distance, int place)
        {
            if (distance < least || (distance == least && place < nearest))
            {
                (least, second, nearest) = (distance, least, place);
            }
            else
            {
                second = Math.Min(second, distance);
            }
        }
    }

    private void Augment(int start)
    {
        Array.Fill(_distances, double.PositiveInfinity);
        _columnPrices.CopyTo(_open, 0);
        _done.Clear();
        var (row, reached, sink) = (start, 0.0, -1);
        while (sink < 0)
        {
            reached = Spread(row, reached);
            var nearest = Nearest(reached);
            _done.Add((nearest, reached));
            (_distances[nearest], _open[nearest]) = (double.PositiveInfinity, double.NegativeInfinity);
            (sink, row) = _rowOf[nearest] < 0 ? (nearest, row) : (-1, _rowOf[nearest]);
        }

        _rowPrices[start] += reached;
        foreach (var (column, distance) in _done)
        {
            _columnPrices[column] -= reached - distance;
            if (_rowOf[column] >= 0)
            {
                _rowPrices[_rowOf[column]] += reached - distance;
            }
        }

        // Back along the path, each column to the row from which it was reached.
        for (var column = sink; ;)
        {
            var owner = (int)_before[column];
            _rowOf[column] = owner;
            (_columnOf[owner], column) = (column, _columnOf[owner]);
            if (owner == start)
            {
                return;
            }
        }
    }

    // Looks from a row at all columns that are not done; gives the least distance of any.
    private double Spread(int row, double reached)
    {
        var worth = _worth.AsSpan(row * _size, _size);
        var (price, at) = (_rowPrices[row], 0);
        var least = double.PositiveInfinity;
        if (_size >= Vector256<double>.Count)
        {
            ref var worths = ref MemoryMarshal.GetReference(worth);
            ref var distances = ref MemoryMarshal.GetArrayDataReference(_distances);
            ref var open = ref MemoryMarshal.GetArrayDataReference(_open);
            ref var before = ref MemoryMarshal.GetArrayDataReference(_before);
            var (offsets, rows, lowest) = (Vector256.Create(reached - price), Vector256.Create((long)row), Vector256.Create(least));
            for (; at <= _size - Vector256<double>.Count; at += Vector256<double>.Count)
            {
                var distance = offsets - (Vector256.LoadUnsafe(ref worths, (nuint)at) + Vector256.LoadUnsafe(ref open, (nuint)at));
                var known = Vector256.LoadUnsafe(ref distances, (nuint)at);
                var isNearer = Vector256.LessThan(distance, known);
                var nearer = Vector256.ConditionalSelect(isNearer, distance, known);
                nearer.StoreUnsafe(ref distances, (nuint)at);
                Vector256.ConditionalSelect(isNearer.AsInt64(), rows, Vector256.LoadUnsafe(ref before, (nuint)at)).StoreUnsafe(ref before, (nuint)at);
                lowest = Vector256.MinNative(nearer, lowest);
            }

            for (var lane = 0; lane < Vector256<double>.Count; lane++)
            {
                least = Math.Min(least, lowest[lane]);
            }
        }

        for (; at < _size; at++)
        {
            var distance = reached - price - (worth[at] + _open[at]);
            if (distance < _distances[at])
            {
                (_distances[at], _before[at]) = (distance, row);
            }

            least = Math.Min(least, _distances[at]);
        }

        return least;
    }

    // Of columns equally near, a free one ends the search.
    private int Nearest(double least)
    {
        var first = -1;
        ref var distances = ref MemoryMarshal.GetArrayDataReference(_distances);
        for (var at = 0; at < _size; at += Vector256<double>.Count)
        {
            var count = Math.Min(Vector256<double>.Count, _size - at);
            var equal = count == Vector256<double>.Count ? Vector256.Equals(Vector256.LoadUnsafe(ref distances, (nuint)at), Vector256.Create(least)).ExtractMostSignificantBits() : (1UL << count) - 1;
            for (; equal != 0; equal &= equal - 1)
            {
                var column = at + BitOperations.TrailingZeroCount(equal);
                if (_distances[column] != least)
                {
                    continue;
                }

                first = first < 0 ? column : first;
                if (_rowOf[column] < 0)
                {
                    return column;
                }
            }
        }

        return first;
    }
}
