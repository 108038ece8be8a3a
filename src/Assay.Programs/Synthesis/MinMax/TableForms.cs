using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Assay.Programs.Synthesis.Layers;

namespace Assay.Programs.Synthesis.MinMax;

/// <summary>
/// Canonical forms of states of truth tables, under permutations of the inputs, reversal of all values, and any order of
/// the tables: of all images the one with the least hash.
/// </summary>
/// <remarks>
/// All permutations are reached by exchanging neighbours (Steinhaus, Johnson and Trotter; Knuth, The Art of Computer Programming
/// 4A, 7.2.1.2), and an exchange of inputs i and i + 1 exchanges two sets of bits of each table; all tables go side by side.
/// Images with equal hashes are equal but for a chance of 2^-64, and then a state may get another form, which costs memory and no
/// correctness.
/// </remarks>
internal sealed class TableForms : ICanonicalForm
{
    /// <summary>The most tables that a state may have.</summary>
    public const int MostTables = 8;

    /// <summary>How many members of a state make a table.</summary>
    public const int MembersPerTable = 4;

    private const ulong FirstFactor = 0x9E3779B97F4A7C15;
    private const ulong SecondFactor = 0xD6E8FEB86659FD93;
    private const ulong ThirdFactor = 0xBF58476D1CE4E5B9;

    private readonly int[] _exchanges;
    private readonly ulong[] _masks;
    private readonly TruthTables _tables;

    public TableForms(TruthTables tables)
    {
        _tables = tables;
        var inputs = tables.Inputs;
        _exchanges = [.. Exchanges(inputs.Count)];
        _masks = [.. Enumerable.Range(0, Math.Max(0, inputs.Count - 1)).Select(input => inputs[input] & ~inputs[input + 1])];
    }

    /// <inheritdoc/>
    public StateKey Find(ReadOnlySpan<ushort> members, Span<ushort> representative)
    {
        var tables = MemoryMarshal.Cast<ushort, ulong>(members);
        Span<ulong> padded = stackalloc ulong[MostTables];
        Span<ulong> reversed = stackalloc ulong[MostTables];
        Span<ulong> used = stackalloc ulong[MostTables];
        padded.Clear();
        reversed.Clear();
        used.Clear();
        for (var i = 0; i < tables.Length; i++)
        {
            padded[i] = tables[i];
            reversed[i] = Reverse(tables[i]);
            used[i] = ulong.MaxValue;
        }

        var mask = Vector512.Create<ulong>(used);
        var (first, firstHash) = Least(Vector512.Create<ulong>(padded), mask);
        var (second, secondHash) = Least(Vector512.Create<ulong>(reversed), mask);
        (firstHash <= secondHash ? first : second).CopyTo(padded);
        padded[..tables.Length].Sort();
        MemoryMarshal.Cast<ulong, ushort>(padded[..tables.Length]).CopyTo(representative);
        return KeyOf(representative);
    }

    /// <inheritdoc/>
    public StateKey KeyOf(ReadOnlySpan<ushort> representative)
    {
        var (low, high) = (0UL, 0UL);
        foreach (var table in MemoryMarshal.Cast<ushort, ulong>(representative))
        {
            low += Mix(table, FirstFactor, SecondFactor);
            high += Mix(table, ThirdFactor, FirstFactor);
        }

        return new StateKey(low, high);
    }

    private (Vector512<ulong> Tables, ulong Hash) Least(Vector512<ulong> tables, Vector512<ulong> used)
    {
        var (best, least) = (tables, Hash(tables, used));
        foreach (var input in _exchanges)
        {
            var differing = (tables ^ (tables >>> (1 << input))) & Vector512.Create(_masks[input]);
            tables ^= differing ^ (differing << (1 << input));
            var hash = Hash(tables, used);
            if (hash < least)
            {
                (best, least) = (tables, hash);
            }
        }

        return (best, least);
    }

    private static ulong Hash(Vector512<ulong> tables, Vector512<ulong> used)
    {
        var mixed = (tables + Vector512.Create(SecondFactor)) * FirstFactor;
        mixed = (mixed ^ (mixed >>> 29)) * ThirdFactor;
        return Vector512.Sum((mixed ^ (mixed >>> 32)) & used);
    }

    private static ulong Mix(ulong table, ulong first, ulong second)
    {
        var mixed = (table + second) * first;
        mixed = (mixed ^ (mixed >> 29)) * second;
        return mixed ^ (mixed >> 32);
    }

    // The value at x becomes the opposite of that where all inputs are the opposite.
    private ulong Reverse(ulong table)
    {
        var result = 0UL;
        var count = 1 << _tables.Inputs.Count;
        for (var x = 0; x < count; x++)
        {
            result |= (~(table >> (count - 1 - x)) & 1) << x;
        }

        return result;
    }

    // Plain changes: the last item runs to and fro through all orders of the others.
    private static IEnumerable<int> Exchanges(int items)
    {
        if (items < 2)
        {
            yield break;
        }

        var down = true;
        foreach (var change in Exchanges(items - 1).Append(-1))
        {
            for (var step = 0; step < items - 1; step++)
            {
                yield return down ? items - 2 - step : step;
            }

            if (change >= 0)
            {
                yield return down ? change + 1 : change;
            }

            down = !down;
        }
    }
}
