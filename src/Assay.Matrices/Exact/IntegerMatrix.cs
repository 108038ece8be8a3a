using System.Numerics;

namespace Assay.Matrices.Exact;

/// <summary>
/// A matrix of whole numbers in slices: entry = sum over j of slice j * 2^(width * j), so that products of a slice with residues
/// and their sums over a row are exact in doubles.
/// </summary>
internal sealed class IntegerMatrix
{
    private const int ResidueBits = 23;

    private readonly double[][] _slices;

    /// <param name="entries">The entries, row after row.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    public IntegerMatrix(IReadOnlyList<BigInteger> entries, int rows, int columns)
    {
        (Entries, Rows, Columns) = (entries, rows, columns);
        Bits = entries.Count == 0 ? 0 : (int)entries.Max(entry => BigInteger.Abs(entry).GetBitLength());

        // Magnitudes of a slice are at most 2^(width - 1).
        Width = Math.Min(Bits + 1, 53 - ResidueBits - BitOperations.Log2((uint)Math.Max(1, columns)) - 1);
        _slices = [.. Enumerable.Range(0, (Bits / Math.Max(1, Width)) + 1).Select(_ => new double[entries.Count])];
        var half = BigInteger.One << (Width - 1);
        for (var i = 0; i < entries.Count; i++)
        {
            var rest = entries[i];
            for (var j = 0; !rest.IsZero; j++)
            {
                var low = rest & ((half << 1) - 1);
                low -= low > half ? half << 1 : 0;
                _slices[j][i] = (double)low;
                rest = (rest - low) >> Width;
            }
        }
    }

    public IReadOnlyList<BigInteger> Entries { get; }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>The bits of the greatest magnitude.</summary>
    public int Bits { get; }

    /// <summary>The bits of a slice.</summary>
    public int Width { get; }

    /// <summary>The slices, the lowest first.</summary>
    public IReadOnlyList<double[]> Slices => _slices;

    /// <summary>The residues of the entries.</summary>
    public double[] Residues(PrimeField field)
    {
        var residues = new double[Entries.Count];
        var step = field.Power(2, Width);
        for (var j = _slices.Length - 1; j >= 0; j--)
        {
            field.Multiply(residues, step);
            for (var i = 0; i < residues.Length; i++)
            {
                residues[i] = field.Reduce(residues[i] + _slices[j][i]);
            }
        }

        return residues;
    }

    /// <summary>The product with a vector, exactly.</summary>
    public BigInteger[] Multiply(IReadOnlyList<BigInteger> vector)
    {
        var product = new BigInteger[Rows];
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                product[row] += Entries[(row * Columns) + column] * vector[column];
            }
        }

        return product;
    }

    /// <summary>An upper bound for the magnitude of the determinant (Hadamard 1893), by rows or by columns, whichever is less.</summary>
    public BigInteger DeterminantBound() => MinorBound(Rows);

    /// <summary>An upper bound for the magnitude of all minors of so many rows, by rows or by columns, whichever is less.</summary>
    public BigInteger MinorBound(int size) => BigInteger.Min(
        Bound(size, SquaredLengths(Rows, Columns, (row, i) => (row * Columns) + i)),
        Bound(size, SquaredLengths(Columns, Rows, (column, i) => (i * Columns) + column)));

    /// <summary>The product of the lengths of the columns, rounded up; one that is zero counts as 1.</summary>
    public BigInteger ColumnBound() => Bound(Columns, SquaredLengths(Columns, Rows, (column, i) => (i * Columns) + column));

    private static BigInteger Bound(int size, IEnumerable<BigInteger> squaredLengths) =>
        Root(squaredLengths.OrderDescending().Take(size).Aggregate(BigInteger.One, (product, length) => product * BigInteger.Max(length, 1))) + 1;

    private IEnumerable<BigInteger> SquaredLengths(int lines, int length, Func<int, int, int> place)
    {
        for (var line = 0; line < lines; line++)
        {
            var sum = BigInteger.Zero;
            for (var i = 0; i < length; i++)
            {
                var entry = Entries[place(line, i)];
                sum += entry * entry;
            }

            yield return sum;
        }
    }

    // The whole part of the root, by Newton's iteration from above.
    private static BigInteger Root(BigInteger square)
    {
        if (square.IsZero)
        {
            return square;
        }

        var root = BigInteger.One << (int)((square.GetBitLength() / 2) + 1);
        for (var next = (root + (square / root)) >> 1; next < root; next = (root + (square / root)) >> 1)
        {
            root = next;
        }

        return root;
    }
}
