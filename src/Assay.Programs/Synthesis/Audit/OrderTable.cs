using System.Collections.Concurrent;
using System.Numerics;

namespace Assay.Programs.Synthesis.Audit;

/// <summary>
/// All orders that values can have, ties included, column by column, so that a vector takes the same value of many orders.
/// </summary>
/// <remarks>
/// An order is a list of ranks from 1 on. Some values may be unknown ones, which stand behind the others: what an unset
/// register holds. The last vector is filled up with copies of the first order.
/// </remarks>
internal sealed class OrderTable
{
    private static readonly ConcurrentDictionary<(int Values, int Unknowns), Lazy<OrderTable>> Tables = new();

    private OrderTable(int values, int unknowns)
    {
        Values = values;
        List<byte> rows = [];
        var ranks = new byte[values + unknowns];
        for (var greatest = 1; greatest <= ranks.Length; greatest++)
        {
            Extend(ranks, 0, greatest, 0, rows);
        }

        Count = rows.Count / ranks.Length;
        Columns = [.. Enumerable.Range(0, ranks.Length).Select(_ => new byte[Padded])];
        Sorted = [.. Enumerable.Range(0, values).Select(_ => new byte[Padded])];
        Distinct = new byte[Padded];
        Span<byte> sorted = stackalloc byte[values];
        for (var row = 0; row < Padded; row++)
        {
            var at = row < Count ? row * ranks.Length : 0;
            for (var i = 0; i < ranks.Length; i++)
            {
                Columns[i][row] = rows[at + i];
            }

            for (var i = 0; i < values; i++)
            {
                sorted[i] = rows[at + i];
            }

            sorted.Sort();
            Distinct[row] = byte.MaxValue;
            for (var i = 0; i < values; i++)
            {
                Sorted[i][row] = sorted[i];
                Distinct[row] &= i > 0 && sorted[i] == sorted[i - 1] ? byte.MinValue : byte.MaxValue;
            }
        }
    }

    /// <summary>The number of values that are to be sorted.</summary>
    public int Values { get; }

    /// <summary>The number of orders.</summary>
    public int Count { get; }

    /// <summary>The number of vectors that hold them.</summary>
    public int Vectors => (Count + Vector<byte>.Count - 1) / Vector<byte>.Count;

    /// <summary>For each value, its rank in every order; unknown values come last.</summary>
    public byte[][] Columns { get; }

    /// <summary>For each place, the rank that stands there once the values are sorted.</summary>
    public byte[][] Sorted { get; }

    /// <summary>All bits set in orders of values that differ; unknown ones do not count.</summary>
    public byte[] Distinct { get; }

    private int Padded => Vectors * Vector<byte>.Count;

    /// <summary>The table for so many values and unknown values.</summary>
    public static OrderTable Of(int values, int unknowns) =>
        Tables.GetOrAdd((values, unknowns), key => new Lazy<OrderTable>(() => new OrderTable(key.Values, key.Unknowns))).Value;

    // Every rank up to the greatest has to occur; there must be room for those that did not yet.
    private static void Extend(byte[] ranks, int at, int greatest, uint seen, List<byte> rows)
    {
        var missing = greatest - BitOperations.PopCount(seen);
        if (missing > ranks.Length - at)
        {
            return;
        }

        if (at == ranks.Length)
        {
            rows.AddRange(ranks);
            return;
        }

        for (byte rank = 1; rank <= greatest; rank++)
        {
            ranks[at] = rank;
            Extend(ranks, at + 1, greatest, seen | (1u << rank), rows);
        }
    }
}
