using System.Numerics;

namespace Assay.Matrices.Checking;

/// <summary>
/// Products of matrices of whole numbers. A row of the second matrix is one large number, its entries side by side (Kronecker 1882):
/// a row of the product takes as many multiplications as a row of the first has entries.
/// </summary>
internal static class MatrixProduct
{
    private const int BitsOfByte = 8;
    private const double MostWork = 6e12;

    /// <summary>The product, row after row.</summary>
    /// <exception cref="BeyondLimitException">It would take hours.</exception>
    public static BigInteger[] Of(ExactMatrix first, ExactMatrix second, CancellationToken cancellation)
    {
        var (ofFirst, ofSecond) = (first.Bits, second.Bits);

        // A bit for the sign, and one more so that half a place can be added.
        var width = (ofFirst + ofSecond + (int)BitOperations.Log2((uint)first.Columns + 1) + 3 + BitsOfByte - 1) / BitsOfByte;
        if ((double)first.Rows * first.Columns * second.Columns * width * (ofFirst + BitsOfByte) > MostWork
            || (long)second.Columns * width > int.MaxValue / 4)
        {
            throw new BeyondLimitException(
                FormattableString.Invariant($"The product of {first.Rows} by {first.Columns} numbers of {ofFirst} bits and {second.Rows} by {second.Columns} of {ofSecond} takes too long."));
        }

        var packed = Pack(second, width);
        var (half, result) = (Halves(second.Columns, width), new BigInteger[first.Rows * second.Columns]);
        for (var row = 0; row < first.Rows; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            var sum = half;
            for (var i = 0; i < first.Columns; i++)
            {
                var factor = first[row, i];
                if (!factor.IsZero)
                {
                    sum += factor * packed[i];
                }
            }

            Unpack(sum, width, result.AsSpan(row * second.Columns, second.Columns));
        }

        return result;
    }

    private static BigInteger[] Pack(ExactMatrix matrix, int width)
    {
        var packed = new BigInteger[matrix.Rows];
        var (positive, negative) = (new byte[matrix.Columns * width], new byte[matrix.Columns * width]);
        for (var row = 0; row < matrix.Rows; row++)
        {
            Array.Clear(positive);
            Array.Clear(negative);
            for (var column = 0; column < matrix.Columns; column++)
            {
                var entry = matrix[row, column];
                BigInteger.Abs(entry).TryWriteBytes((entry.Sign < 0 ? negative : positive).AsSpan(column * width, width), out _, isUnsigned: true);
            }

            packed[row] = new BigInteger(positive, isUnsigned: true) - new BigInteger(negative, isUnsigned: true);
        }

        return packed;
    }

    // Half a place for every entry, so that none is negative.
    private static BigInteger Halves(int count, int width)
    {
        var bytes = new byte[count * width];
        for (var i = 1; i <= count; i++)
        {
            bytes[(i * width) - 1] = 0x80;
        }

        return new BigInteger(bytes, isUnsigned: true);
    }

    private static void Unpack(BigInteger packed, int width, Span<BigInteger> entries)
    {
        var bytes = new byte[(entries.Length + 1) * width];
        packed.TryWriteBytes(bytes, out _, isUnsigned: true);
        var half = BigInteger.One << ((width * BitsOfByte) - 1);
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = new BigInteger(bytes.AsSpan(i * width, width), isUnsigned: true) - half;
        }
    }
}
