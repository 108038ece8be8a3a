using System.Numerics;
using System.Runtime.InteropServices;

namespace Assay.Programs.Synthesis.Shortening.Expressions;

/// <summary>A stack of different rows of numbers, with a hash table that finds equal ones.</summary>
internal sealed class ValueRows
{
    private const int HashedLanes = 8;

    private readonly int _width;
    private readonly ulong _mask;
    private ulong[] _rows;
    private int[] _slots = new int[1 << 12];
    private int[] _slotOf = new int[1 << 10];

    /// <param name="lanes">Numbers in a row; whole vectors.</param>
    /// <param name="width">Bits of a number.</param>
    public ValueRows(int lanes, int width)
    {
        Lanes = lanes;
        (_width, _mask) = (width, ExpressionMeaning.Mask(width));
        _rows = new ulong[lanes << 10];
    }

    /// <summary>Numbers in a row.</summary>
    public int Lanes { get; }

    /// <summary>How many rows there are.</summary>
    public int Count { get; private set; }

    /// <summary>A row; valid until the next one is added.</summary>
    public ReadOnlySpan<ulong> this[int row] => _rows.AsSpan(row * Lanes, Lanes);

    /// <summary>The first number of a row.</summary>
    public ulong First(int row) => _rows[row * Lanes];

    /// <summary>Adds a row unless there is an equal one.</summary>
    public bool TryAdd(ReadOnlySpan<ulong> row)
    {
        Reserve();
        row.CopyTo(_rows.AsSpan(Count * Lanes));
        return TryKeep();
    }

    /// <summary>Adds what an operation gives, unless there is an equal row.</summary>
    public bool TryAdd(ExpressionOperator operation, int left, int right)
    {
        Reserve();
        Evaluate(operation, this[left], this[right], _rows.AsSpan(Count * Lanes, Lanes));
        return TryKeep();
    }

    /// <summary>Removes the rows from this one on.</summary>
    public void Truncate(int count)
    {
        // Removed in the opposite order, so that no probe sequence is cut.
        while (Count > count)
        {
            _slots[_slotOf[--Count]] = 0;
        }
    }

    private void Reserve()
    {
        if (Count < _slotOf.Length)
        {
            return;
        }

        Array.Resize(ref _rows, 2 * _rows.Length);
        Array.Resize(ref _slotOf, 2 * _slotOf.Length);
        _slots = new int[2 * _slots.Length];
        var count = Count;
        for (Count = 0; Count < count;)
        {
            TryKeep();
        }
    }

    private bool TryKeep()
    {
        var row = this[Count];
        var slot = Hash(row) & (_slots.Length - 1);
        while (_slots[slot] is var taken && taken != 0)
        {
            if (row.SequenceEqual(this[taken - 1]))
            {
                return false;
            }

            slot = (slot + 1) & (_slots.Length - 1);
        }

        _slots[slot] = Count + 1;
        _slotOf[Count++] = slot;
        return true;
    }

    private static int Hash(ReadOnlySpan<ulong> row)
    {
        var hash = 0UL;
        var factor = 0x9E3779B97F4A7C15UL;
        for (var lane = 0; lane < row.Length && lane < HashedLanes; lane++)
        {
            hash += row[lane] * factor;
            factor *= 0xD1342543DE82EF95UL;
        }

        hash ^= hash >> 32;
        return (int)((hash * 0x9E3779B97F4A7C15UL) >> 33);
    }

    private void Evaluate(ExpressionOperator operation, ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> into)
    {
        var a = MemoryMarshal.Cast<ulong, Vector<ulong>>(left);
        var b = MemoryMarshal.Cast<ulong, Vector<ulong>>(right);
        var result = MemoryMarshal.Cast<ulong, Vector<ulong>>(into);
        var mask = new Vector<ulong>(_mask);
        switch (operation)
        {
            case ExpressionOperator.Add:
                for (var i = 0; i < result.Length; i++)
                    result[i] = (a[i] + b[i]) & mask;
                break;
            case ExpressionOperator.Sub:
                for (var i = 0; i < result.Length; i++)
                    result[i] = (a[i] - b[i]) & mask;
                break;
            case ExpressionOperator.And:
                for (var i = 0; i < result.Length; i++)
                    result[i] = a[i] & b[i];
                break;
            case ExpressionOperator.Or:
                for (var i = 0; i < result.Length; i++)
                    result[i] = a[i] | b[i];
                break;
            case ExpressionOperator.Xor:
                for (var i = 0; i < result.Length; i++)
                    result[i] = a[i] ^ b[i];
                break;
            case ExpressionOperator.UnsignedLess:
                for (var i = 0; i < result.Length; i++)
                    result[i] = Vector.LessThan(a[i], b[i]) & Vector<ulong>.One;
                break;
            default:
                Shifts(operation, left, right, into);
                break;
        }
    }

    // Shifts by a different count in each lane have no portable vector form.
    private void Shifts(ExpressionOperator operation, ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> into)
    {
        var (mask, count, high) = (_mask, ExpressionMeaning.CountMask(_width), 64 - _width);
        switch (operation)
        {
            case ExpressionOperator.Shl:
                for (var i = 0; i < into.Length; i++)
                    into[i] = (a[i] << ((int)b[i] & count)) & mask;
                break;
            case ExpressionOperator.Shr:
                for (var i = 0; i < into.Length; i++)
                    into[i] = a[i] >> ((int)b[i] & count);
                break;
            case ExpressionOperator.Sar:
                for (var i = 0; i < into.Length; i++)
                    into[i] = (ulong)((long)(a[i] << high) >> high >> ((int)b[i] & count)) & mask;
                break;
            case ExpressionOperator.SignedLess:
                for (var i = 0; i < into.Length; i++)
                    into[i] = (long)(a[i] << high) < (long)(b[i] << high) ? 1UL : 0;
                break;
            default:
                for (var i = 0; i < into.Length; i++)
                    into[i] = ExpressionMeaning.Apply(operation, a[i], b[i], _width);
                break;
        }
    }
}
