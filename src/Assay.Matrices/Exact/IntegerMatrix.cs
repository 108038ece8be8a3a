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
    private readonly Lazy<BigInteger> _determinantBound;
    private readonly Lazy<BigInteger[]> _entries;

    /// <param name="entries">The entries, row after row.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    public IntegerMatrix(IReadOnlyList<BigInteger> entries, int rows, int columns)
        : this(rows, columns, BitsOf(entries.ToArray()), entries.ToArray())
    {
    }

    private IntegerMatrix(int rows, int columns, int bits, int width, float[][] slices)
    {
        (Rows, Columns, Bits, Width, _slices) = (rows, columns, bits, width, slices);
        (_squares, _determinantBound) = (new(Squares), new(() => MinorBound(Rows)));
        _entries = new(() => [.. Enumerable.Range(0, rows * columns).Select(i => Entry(i))]);
    }

    private IntegerMatrix(int rows, int columns, int bits, BigInteger[] entries)
        : this(rows, columns, bits, WidthOf(bits, columns), Slice(entries, bits, WidthOf(bits, columns)))
    {
    }

    /// <summary>A matrix of whole numbers of any type.</summary>
    /// <param name="entries">The entries, row after row.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    public static IntegerMatrix Of<T>(T[] entries, int rows, int columns)
        where T : IBinaryInteger<T>
    {
        var bits = BitsOf(entries);
        var width = WidthOf(bits, columns);
        return new IntegerMatrix(rows, columns, bits, width, Slice(entries, bits, width));
    }

    /// <summary>The entries, row after row; they are put together when first asked for.</summary>
    public IReadOnlyList<BigInteger> Entries => _entries.Value;

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>No less than the bits of the greatest magnitude.</summary>
    public int Bits { get; }

    /// <summary>The bits of a slice.</summary>
    public int Width { get; }

    /// <summary>The slices, the lowest first.</summary>
    public IReadOnlyList<float[]> Slices => _slices;

    /// <summary>An entry.</summary>
    public BigInteger Entry(int row, int column) => Entry((row * Columns) + column);

    /// <summary>The matrix of some rows and columns.</summary>
    public IntegerMatrix Minor(int[] rows, int[] columns) => new(rows.Length, columns.Length, Bits, Width, Array.ConvertAll(_slices, slice =>
    {
        var minor = new float[rows.Length * columns.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < columns.Length; j++)
            {
                minor[(i * columns.Length) + j] = slice[(rows[i] * Columns) + columns[j]];
            }
        }

        return minor;
    }));

    /// <summary>The entries as doubles, which hold them where they have at most 53 bits.</summary>
    public double[] Doubles()
    {
        var doubles = new double[Rows * Columns];
        for (var j = 0; j < _slices.Length; j++)
        {
            var unit = Math.ScaleB(1, Width * j);
            for (var i = 0; i < doubles.Length; i++)
            {
                doubles[i] += unit * _slices[j][i];
            }
        }

        return doubles;
    }

    /// <summary>The residues of the entries.</summary>
    public double[] Residues(PrimeField field)
    {
        var residues = new double[Rows * Columns];
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
    public BigInteger[] Multiply(IReadOnlyList<BigInteger> vector) => [.. Enumerable.Range(0, Rows).Select(row => Multiply(row, vector))];

    /// <summary>The product of a row with a vector, exactly.</summary>
    public BigInteger Multiply(int row, IReadOnlyList<BigInteger> vector)
    {
        var sum = BigInteger.Zero;
        for (var column = 0; column < Columns; column++)
        {
            sum += Entry(row, column) * vector[column];
        }

        return sum;
    }

    /// <summary>An upper bound for the magnitude of the determinant (Hadamard 1893), by rows or by columns, whichever is less.</summary>
    public BigInteger DeterminantBound() => _determinantBound.Value;

    /// <summary>An upper bound for the magnitude of all minors of so many rows, by rows or by columns, whichever is less.</summary>
    public BigInteger MinorBound(int size) =>
        BigInteger.Min(HadamardBound.Of(_squares.Value.Rows, size), HadamardBound.Of(_squares.Value.Columns, size));

    /// <summary>The product of the lengths of the columns, rounded up; one that is zero counts as 1.</summary>
    public BigInteger ColumnBound() => HadamardBound.Of(_squares.Value.Columns, Columns);

    /// <summary>The length of the longest row, rounded up.</summary>
    public BigInteger RowBound() => HadamardBound.Of(_squares.Value.Rows, 1);

    private BigInteger Entry(int i)
    {
        if (_slices.Length <= 2)
        {
            return _slices.Length == 1 ? (long)_slices[0][i] : ((long)_slices[1][i] << Width) + (long)_slices[0][i];
        }

        var entry = BigInteger.Zero;
        for (var j = _slices.Length - 1; j >= 0; j--)
        {
            entry = (entry << Width) + (long)_slices[j][i];
        }

        return entry;
    }

    private static int BitsOf<T>(T[] entries)
        where T : IBinaryInteger<T>
    {
        var magnitudes = T.Zero;
        foreach (var entry in entries)
        {
            magnitudes |= T.Abs(entry);
        }

        return magnitudes.GetShortestBitLength();
    }

    // Magnitudes of a slice are at most 2^(width - 1).
    private static int WidthOf(int bits, int columns) =>
        Math.Min(Math.Min(bits + 1, SliceBits), 53 - ResidueBits - BitOperations.Log2((uint)Math.Max(1, columns)) - 1);

    private static float[][] Slice<T>(T[] entries, int bits, int width)
        where T : IBinaryInteger<T>
    {
        float[][] slices = [.. Enumerable.Range(0, (bits / width) + 1).Select(_ => new float[entries.Length])];
        var half = T.One << (width - 1);
        var mask = (half - T.One) | half;
        for (var i = 0; i < entries.Length; i++)
        {
            var rest = entries[i];
            for (var j = 0; j < slices.Length - 1 && !T.IsZero(rest); j++)
            {
                var low = rest & mask;
                low = low > half ? low - half - half : low;
                slices[j][i] = long.CreateTruncating(low);
                rest = (rest - low) >> width;
            }

            slices[^1][i] = long.CreateTruncating(rest);
        }

        return slices;
    }

    // The squared lengths of all rows and columns.
    private (BigInteger[] Rows, BigInteger[] Columns) Squares()
    {
        const int MostBits = 53;
        if (Bits > MostBits)
        {
            return Squares(i => Entries[i] * Entries[i], square => square);
        }

        var doubles = Doubles();
        return (2 * Bits) + BitOperations.Log2((uint)Math.Max(1, doubles.Length)) < MostBits - 1
            ? Squares(i => doubles[i] * doubles[i], square => (BigInteger)square)
            : Squares(i => Math.BigMul((long)doubles[i], (long)doubles[i]), square => square);
    }

    private (BigInteger[] Rows, BigInteger[] Columns) Squares<T>(Func<int, T> square, Converter<T, BigInteger> whole)
        where T : INumber<T>
    {
        var (rows, columns) = (new T[Rows], new T[Columns]);
        Array.Fill(rows, T.Zero);
        Array.Fill(columns, T.Zero);
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                var next = square((row * Columns) + column);
                rows[row] += next;
                columns[column] += next;
            }
        }

        return (Array.ConvertAll(rows, whole), Array.ConvertAll(columns, whole));
    }
}
