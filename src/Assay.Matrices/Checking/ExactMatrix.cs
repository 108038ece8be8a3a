using System.Numerics;

namespace Assay.Matrices.Checking;

/// <summary>A matrix of fractions: whole numbers, row after row, times one positive fraction.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">The number of columns.</param>
/// <param name="Entries">The whole numbers.</param>
/// <param name="Scale">The fraction.</param>
internal sealed record ExactMatrix(int Rows, int Columns, BigInteger[] Entries, Fraction Scale)
{
    /// <summary>A whole number of an entry.</summary>
    public BigInteger this[int row, int column] => Entries[(row * Columns) + column];

    /// <summary>The greatest sum of magnitudes of a row: the norm for infinity.</summary>
    public Fraction RowNorm => Scale * Enumerable.Range(0, Rows).Select(row => Sum(row * Columns, 1, Columns)).DefaultIfEmpty().Max();

    /// <summary>The greatest sum of magnitudes of a column: the 1-norm.</summary>
    public Fraction ColumnNorm => Scale * Enumerable.Range(0, Columns).Select(column => Sum(column, Columns, Rows)).DefaultIfEmpty().Max();

    /// <summary>No less than the 2-norm: the root of the product of the other two norms.</summary>
    public Fraction SpectralUp => (RowNorm * ColumnNorm).RootUp();

    /// <summary>The bits of the greatest whole number.</summary>
    public int Bits => (int)Entries.Select(entry => BigInteger.Abs(entry).GetBitLength()).DefaultIfEmpty().Max();

    /// <summary>The unit matrix.</summary>
    public static ExactMatrix Identity(int size) =>
        new(size, size, [.. Enumerable.Range(0, size * size).Select(i => i / size == i % size ? BigInteger.One : BigInteger.Zero)], 1);

    /// <summary>A matrix of finite doubles.</summary>
    public static ExactMatrix Of(double[] doubles, int rows, int columns)
    {
        var least = int.MaxValue;
        foreach (var value in doubles)
        {
            var (significand, exponent) = DoubleBits.Split(value);
            least = significand == 0 ? least : Math.Min(least, exponent + BitOperations.TrailingZeroCount(significand));
        }

        least = least == int.MaxValue ? 0 : least;
        return new ExactMatrix(rows, columns, Array.ConvertAll(doubles, value =>
        {
            var (significand, exponent) = DoubleBits.Split(value);
            return exponent >= least ? (BigInteger)significand << (exponent - least) : significand >> (least - exponent);
        }), Fraction.PowerOfTwo(least));
    }

    /// <summary>One column of whole numbers.</summary>
    public static ExactMatrix Column(BigInteger[] entries) => new(entries.Length, 1, entries, 1);

    /// <summary>Rows and columns exchanged.</summary>
    public ExactMatrix Transpose()
    {
        var entries = new BigInteger[Entries.Length];
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                entries[(column * Rows) + row] = Entries[(row * Columns) + column];
            }
        }

        return new ExactMatrix(Columns, Rows, entries, Scale);
    }

    /// <summary>All entries as magnitudes.</summary>
    public ExactMatrix Magnitudes() => this with { Entries = Array.ConvertAll(Entries, BigInteger.Abs) };

    /// <summary>All entries times a positive fraction.</summary>
    public ExactMatrix Times(Fraction factor) => this with { Scale = Scale * factor };

    /// <summary>The product.</summary>
    public ExactMatrix Times(ExactMatrix other, CancellationToken cancellation) =>
        new(Rows, other.Columns, MatrixProduct.Of(this, other, cancellation), Scale * other.Scale);

    /// <summary>The sum.</summary>
    public ExactMatrix Plus(ExactMatrix other) => Combine(other, 1);

    /// <summary>The difference.</summary>
    public ExactMatrix Minus(ExactMatrix other) => Combine(other, -1);

    /// <summary>The matrix with each row and each column multiplied by a power of two.</summary>
    public ExactMatrix ScaleLines(int[] rows, int[] columns)
    {
        var least = rows.Min() + columns.Min();
        return this with
        {
            Entries = [.. Entries.Select((entry, i) => entry << (rows[i / Columns] + columns[i % Columns] - least))],
            Scale = Scale * Fraction.PowerOfTwo(least),
        };
    }

    /// <summary>The value of an entry.</summary>
    public Fraction Value(int row, int column) => Scale * this[row, column];

    private ExactMatrix Combine(ExactMatrix other, int sign)
    {
        var scale = new Fraction(
            BigInteger.GreatestCommonDivisor(Scale.Numerator * other.Scale.Denominator, other.Scale.Numerator * Scale.Denominator), Scale.Denominator * other.Scale.Denominator);
        var (mine, its) = ((Scale / scale).Numerator, sign * (other.Scale / scale).Numerator);
        var entries = new BigInteger[Entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = (Entries[i] * mine) + (other.Entries[i] * its);
        }

        return new ExactMatrix(Rows, Columns, entries, scale);
    }

    private BigInteger Sum(int start, int step, int count)
    {
        var sum = BigInteger.Zero;
        for (var i = 0; i < count; i++)
        {
            sum += BigInteger.Abs(Entries[start + (i * step)]);
        }

        return sum;
    }
}
