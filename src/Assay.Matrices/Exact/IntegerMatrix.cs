using System.Numerics;

namespace Assay.Matrices.Exact;

/// <summary>
/// A matrix of whole numbers in slices: entry = sum over j of slice j * 2^(width * j), so that products of a slice with residues
/// and their sums over a row are exact in doubles.
/// </summary>
internal sealed class IntegerMatrix
{
    private const int ResidueBits = 23;

    // Slices are floats.
    private const int SliceBits = 25;

    private readonly float[][] _slices;
    private readonly Lazy<(BigInteger[] Rows, BigInteger[] Columns)> _squares;

    /// <param name="entries">The entries, row after row.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    public IntegerMatrix(IReadOnlyList<BigInteger> entries, int rows, int columns)
    {
        (Entries, Rows, Columns) = (entries, rows, columns);
        _squares = new(Squares);
        Bits = entries.Count == 0 ? 0 : (int)entries.Max(entry => BigInteger.Abs(entry).GetBitLength());

        // Magnitudes of a slice are at most 2^(width - 1).
        Width = Math.Min(Math.Min(Bits + 1, SliceBits), 53 - ResidueBits - BitOperations.Log2((uint)Math.Max(1, columns)) - 1);
        _slices = [.. Enumerable.Range(0, (Bits / Math.Max(1, Width)) + 1).Select(_ => new float[entries.Count])];
        var half = BigInteger.One << (Width - 1);
        for (var i = 0; i < entries.Count; i++)
        {
            // Magnitudes, as half of 2^width itself is a digit only with one sign.
            var (rest, sign) = (BigInteger.Abs(entries[i]), entries[i].Sign);
            for (var j = 0; !rest.IsZero; j++)
            {
                var low = rest & ((half << 1) - 1);
                low -= low > half ? half << 1 : 0;
                _slices[j][i] = sign * (float)low;
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
    public IReadOnlyList<float[]> Slices => _slices;

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
                residues[i] += _slices[j][i];
            }

            field.Reduce(residues);
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
    public BigInteger MinorBound(int size) => BigInteger.Min(Bound(size, _squares.Value.Rows), Bound(size, _squares.Value.Columns));

    /// <summary>The product of the lengths of the columns, rounded up; one that is zero counts as 1.</summary>
    public BigInteger ColumnBound() => Bound(Columns, _squares.Value.Columns);

    private static BigInteger Bound(int size, IEnumerable<BigInteger> squaredLengths) =>
        Root(squaredLengths.OrderDescending().Take(size).Aggregate(BigInteger.One, (product, length) => product * BigInteger.Max(length, 1))) + 1;

    // The squared lengths of all rows and columns.
    private (BigInteger[] Rows, BigInteger[] Columns) Squares()
    {
        var (rows, columns) = (new BigInteger[Rows], new BigInteger[Columns]);
        if (_slices.Length == 1 && (2 * Bits) + BitOperations.Log2((uint)Math.Max(1, Entries.Count)) < 52)
        {
            // Every sum is exact in doubles.
            var (ofRows, ofColumns) = (new double[Rows], new double[Columns]);
            for (var i = 0; i < Entries.Count; i++)
            {
                var square = (double)_slices[0][i] * _slices[0][i];
                ofRows[i / Columns] += square;
                ofColumns[i % Columns] += square;
            }

            return (Array.ConvertAll(ofRows, length => (BigInteger)length), Array.ConvertAll(ofColumns, length => (BigInteger)length));
        }

        for (var i = 0; i < Entries.Count; i++)
        {
            var square = Entries[i] * Entries[i];
            rows[i / Columns] += square;
            columns[i % Columns] += square;
        }

        return (rows, columns);
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
