using System.Numerics;

namespace Assay.Matrices.Exact;

/// <summary>The powers of two by which the rows, and then the columns, of a matrix of doubles are multiplied so that all entries are whole.</summary>
internal sealed class DyadicScaling
{
    private const int MostBitsOfLong = 62;
    private const int MostBitsOfInt128 = 126;

    private readonly int _rows;
    private readonly int _columns;

    // Entry = significand * 2^exponent, where the significand is odd or zero.
    private readonly long[] _significands;
    private readonly int[] _exponents;
    private readonly int[] _ofRows;
    private readonly int[] _ofColumns;

    /// <param name="doubles">The entries, row after row.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    public DyadicScaling(double[] doubles, int rows, int columns)
    {
        (_rows, _columns) = (rows, columns);
        (_significands, _exponents) = (new long[doubles.Length], new int[doubles.Length]);
        for (var i = 0; i < doubles.Length; i++)
        {
            var (significand, exponent) = Dyadic.Split(doubles[i]);
            var zeros = significand == 0 ? 0 : BitOperations.TrailingZeroCount(significand);
            (_significands[i], _exponents[i]) = (significand >> zeros, exponent + zeros);
        }

        (_ofRows, _ofColumns) = (new int[rows], new int[columns]);
        Array.Fill(_ofColumns, int.MaxValue);
        for (var row = 0; row < rows; row++)
        {
            var significandsOfRow = _significands.AsSpan(row * columns, columns);
            var exponentsOfRow = _exponents.AsSpan(row * columns, columns);
            var least = int.MaxValue;
            for (var column = 0; column < columns; column++)
            {
                least = significandsOfRow[column] == 0 ? least : Math.Min(least, exponentsOfRow[column]);
            }

            _ofRows[row] = least == int.MaxValue ? 0 : least;
            for (var column = 0; column < columns; column++)
            {
                exponentsOfRow[column] -= _ofRows[row];
                _ofColumns[column] = significandsOfRow[column] == 0 ? _ofColumns[column] : Math.Min(_ofColumns[column], exponentsOfRow[column]);
            }
        }

        _ofColumns.AsSpan().Replace(int.MaxValue, 0);
    }

    /// <summary>What each row is multiplied by.</summary>
    public IReadOnlyList<Rational> RowFactors => [.. _ofRows.Select(Factor)];

    /// <summary>What each column is multiplied by.</summary>
    public IReadOnlyList<Rational> ColumnFactors => [.. _ofColumns.Select(Factor)];

    /// <summary>The whole numbers.</summary>
    public IntegerMatrix Whole()
    {
        var (bits, shifts) = (0, new int[_significands.Length]);
        for (var row = 0; row < _rows; row++)
        {
            for (var column = 0; column < _columns; column++)
            {
                var significand = _significands[(row * _columns) + column];
                var shift = significand == 0 ? 0 : _exponents[(row * _columns) + column] - _ofColumns[column];
                shifts[(row * _columns) + column] = shift;
                bits = Math.Max(bits, 64 - BitOperations.LeadingZeroCount((ulong)Math.Abs(significand)) + shift);
            }
        }

        return bits <= MostBitsOfLong ? Whole<long>(shifts) : bits <= MostBitsOfInt128 ? Whole<Int128>(shifts) : Whole<BigInteger>(shifts);
    }

    private IntegerMatrix Whole<T>(int[] shifts)
        where T : IBinaryInteger<T>
    {
        var entries = new T[_significands.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = T.CreateTruncating(_significands[i]) << shifts[i];
        }

        return IntegerMatrix.Of(entries, _rows, _columns);
    }

    private static Rational Factor(int exponent) =>
        exponent <= 0 ? Rational.Of(BigInteger.One << -exponent) : new Rational(BigInteger.One, BigInteger.One << exponent);
}
