using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Assay.Matrices.Kernels;

namespace Assay.Matrices.Certified;

/// <summary>
/// A product of sums of matrices, without rounding but for a bounded tail: slices are multiplied exactly in doubles (Ozaki, Ogita,
/// Oishi and Rump, Error-Free Transformations of Matrix Multiplication, 2012) and added as digits with carries.
/// </summary>
/// <remarks>An entry is the sum over s of digit s times 2^(row exponent + column exponent - bits s).</remarks>
internal sealed class SlicedProduct
{
    private const int MantissaBits = 53;

    // Levels for what the leading products carry.
    private const int Leading = 2;

    // Far enough from the ends of the range of doubles.
    private const int MostExponent = 400;

    private readonly Dense[] _digits;
    private readonly int[] _rowExponents;
    private readonly int[] _columnExponents;
    private readonly int _bits;

    private SlicedProduct(Dense[] digits, int[] rowExponents, int[] columnExponents, int bits, double tail)
    {
        (_digits, _rowExponents, _columnExponents, _bits, Tail) = (digits, rowExponents, columnExponents, bits, tail);
    }

    /// <summary>What is left out of an entry is at most this times 2^(row exponent + column exponent).</summary>
    public double Tail { get; }

    /// <summary>The relative error of <see cref="Round"/>, the tail apart: signed digits hardly cancel.</summary>
    public double RoundingError => 16 * (_digits.Length + 1) * Rounding.Unit;

    /// <summary>Multiplies.</summary>
    /// <param name="left">The terms of the left factor.</param>
    /// <param name="right">The terms of the right factor.</param>
    /// <param name="precision">So many bits below the greatest magnitude of a row times that of a column are kept.</param>
    /// <param name="cancellation">Ends it.</param>
    public static SlicedProduct Of(IReadOnlyList<Dense> left, IReadOnlyList<Dense> right, int precision, CancellationToken cancellation)
    {
        // The rows of the right factor are made equally large, so that no product is small only since another is large.
        var balance = Slices.ExponentsOf(right);
        Dense[] balanced = [.. left.Select(term => term.Scale(null, balance))];
        if (Slices.ExponentsOf(balanced).All(exponent => Math.Abs(exponent) < MostExponent) && balance.All(exponent => Math.Abs(exponent) < MostExponent))
        {
            left = balanced;
            right = [.. right.Select(term => term.Scale(Array.ConvertAll(balance, exponent => -exponent), null))];
        }

        var inner = left[0].Columns;
        var heads = ((left.Count / 2.0) + 1) * ((right.Count / 2.0) + 1);
        var bits = Bits(inner, heads, precision, out var levels);
        var rows = Slices.Of(left, bits, levels);
        Dense[] transposed = [.. right.Select(term => term.Transpose())];
        var columns = Slices.Of(transposed, bits, levels);
        Dense[] parts = [.. columns.Parts.Select(part => part.Transpose())];
        Dense[] digits = [.. Enumerable.Range(0, levels + Leading).Select(_ => new Dense(left[0].Rows, right[0].Columns))];
        for (var i = 0; i < rows.Parts.Count; i++)
        {
            for (var j = 0; j < parts.Length && i + j < levels; j++)
            {
                cancellation.ThrowIfCancellationRequested();
                digits[i + j + Leading].AddProduct(rows.Parts[i], parts[j]);
            }
        }

        var tail = (Beyond(inner, heads, bits, levels) * (1 + (16 * Rounding.Unit))) + (inner * Rounding.Tiny);
        return new SlicedProduct(digits, rows.Exponents, columns.Exponents, bits, tail);
    }

    /// <summary>The product less the identity, with the sign turned: I - X Y. Null where 1 is beyond the digits.</summary>
    public SlicedProduct? FromIdentity()
    {
        for (var i = 0; i < _rowExponents.Length; i++)
        {
            var level = -1;
            int exponent;
            do
            {
                level++;
                exponent = (_bits * level) - _rowExponents[i] - _columnExponents[i];
            }
            while (exponent < 0 && level < _digits.Length - 1);

            if (exponent is < 0 or >= MantissaBits - 3)
            {
                return null;
            }

            _digits[level][i, i] -= Math.ScaleB(1, exponent);
        }

        foreach (var digit in _digits)
        {
            DenseVector.Multiply(digit.Entries, -1);
        }

        return this;
    }

    /// <summary>The product as doubles.</summary>
    public Dense Round()
    {
        Carry();
        var rounded = new Dense(_rowExponents.Length, _columnExponents.Length);
        var factor = Math.ScaleB(1, -_bits);
        for (var s = _digits.Length - 1; s >= 0; s--)
        {
            for (var i = 0; i < rounded.Entries.Length; i++)
            {
                rounded.Entries[i] = (rounded.Entries[i] * factor) + _digits[s].Entries[i];
            }
        }

        return rounded.Scale(_rowExponents, _columnExponents);
    }

    /// <summary>The product as a sum of so many matrices of doubles, each far smaller than the one before.</summary>
    public IReadOnlyList<Dense> Expand(int count)
    {
        Carry();
        List<Dense> terms = [];
        for (var k = 0; k < count; k++)
        {
            // Each term takes the two leading digits, which are exact together, and the last one all that are left, rounded.
            var term = new Dense(_rowExponents.Length, _columnExponents.Length);
            for (var i = 0; i < term.Entries.Length; i++)
            {
                term.Entries[i] = Lead(i, k == count - 1 ? _digits.Length : 2);
            }

            terms.Add(term.Scale(_rowExponents, _columnExponents));
        }

        return terms;
    }

    /// <summary>2 to the exponent of each row.</summary>
    public double[] RowScales() => Array.ConvertAll(_rowExponents, exponent => Math.ScaleB(1, exponent));

    /// <summary>2 to the exponent of each column.</summary>
    public double[] ColumnScales() => Array.ConvertAll(_columnExponents, exponent => Math.ScaleB(1, exponent));

    // Takes the leading digits of an entry away.
    private double Lead(int entry, int count)
    {
        var first = Array.FindIndex(_digits, digit => digit.Entries[entry] != 0);
        if (first < 0)
        {
            return 0;
        }

        var sum = 0.0;
        for (var s = Math.Min(_digits.Length, first + count) - 1; s >= first; s--)
        {
            sum = (sum * Math.ScaleB(1, -_bits)) + _digits[s].Entries[entry];
            _digits[s].Entries[entry] = 0;
        }

        return Math.ScaleB(sum, -_bits * first);
    }

    // Makes all digits but the leading one at most half of 2^bits: then they hardly cancel.
    private void Carry()
    {
        var (down, up) = (Math.ScaleB(1, -_bits), Math.ScaleB(1, _bits));
        for (var s = _digits.Length - 1; s > 0; s--)
        {
            var (low, high) = (_digits[s].Entries, _digits[s - 1].Entries);
            Carry(low, high, down, up);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Carry(Span<double> low, Span<double> high, double down, double up)
    {
        var lows = MemoryMarshal.Cast<double, Vector<double>>(low);
        var highs = MemoryMarshal.Cast<double, Vector<double>>(high);
        for (var i = 0; i < lows.Length; i++)
        {
            var carry = Vector.Round(lows[i] * down);
            lows[i] -= carry * up;
            highs[i] += carry;
        }

        for (var i = lows.Length * Vector<double>.Count; i < low.Length; i++)
        {
            var carry = Math.Round(low[i] * down);
            low[i] -= carry * up;
            high[i] += carry;
        }
    }

    // As many as leave every sum of products of slices of one level below 2^52 in magnitude.
    private static int Bits(int inner, double heads, int precision, out int levels)
    {
        for (var bits = (MantissaBits - 1) / 2; bits > 2; bits--)
        {
            levels = 1;
            while (Beyond(inner, heads, bits, levels) > Math.ScaleB(1, -precision))
            {
                levels++;
            }

            if (inner * heads * levels * Math.ScaleB(1, 2 * bits) < Math.ScaleB(1, MantissaBits - 1))
            {
                return bits;
            }
        }

        throw new InvalidOperationException("Too many products for exact sums.");
    }

    // All pairs of slices beyond, of which there are s + 1 at level s.
    private static double Beyond(int inner, double heads, int bits, int levels) => ((inner * heads * (levels + 2)) + inner) * Math.ScaleB(1, -bits * levels);
}
