namespace Assay.Matrices.Kernels;

/// <summary>A matrix of doubles, row after row.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">The number of columns.</param>
internal sealed record Dense(double[] Entries, int Rows, int Columns)
{
    private const int Panel = 192;
    private const int Square = 32;

    /// <summary>A matrix of zeros.</summary>
    public Dense(int rows, int columns)
        : this(new double[rows * columns], rows, columns)
    {
    }

    /// <summary>An entry.</summary>
    public double this[int row, int column]
    {
        get => Entries[(row * Columns) + column];
        set => Entries[(row * Columns) + column] = value;
    }

    /// <summary>A row.</summary>
    public Span<double> Row(int row) => Entries.AsSpan(row * Columns, Columns);

    /// <summary>The entries as a rectangle.</summary>
    public Block Block => new(Entries, 0, Columns);

    /// <summary>The product.</summary>
    public Dense Times(Dense other)
    {
        var product = new Dense(Rows, other.Columns);
        product.AddProduct(this, other);
        return product;
    }

    /// <summary>Adds a product.</summary>
    public void AddProduct(Dense left, Dense right) =>
        Gemm<AddSum>.Update(default, left.Block, null, right.Block, Block, Rows, left.Columns, Columns);

    /// <summary>The rows as columns.</summary>
    public Dense Transpose()
    {
        var transposed = new Dense(Columns, Rows);
        for (var top = 0; top < Rows; top += Square)
        {
            for (var left = 0; left < Columns; left += Square)
            {
                for (var row = top; row < Math.Min(Rows, top + Square); row++)
                {
                    for (var column = left; column < Math.Min(Columns, left + Square); column++)
                    {
                        transposed.Entries[(column * Rows) + row] = Entries[(row * Columns) + column];
                    }
                }
            }
        }

        return transposed;
    }

    /// <summary>An exponent of two beyond the magnitude of every entry; 0 where all are zero.</summary>
    public int Exponent
    {
        get
        {
            var most = Entries.Max(Math.Abs);
            return most == 0 ? 0 : Math.ILogB(most) + 1;
        }
    }

    /// <summary>All entries times a power of two.</summary>
    public Dense Scale(int exponent) => this with { Entries = Array.ConvertAll(Entries, entry => Math.ScaleB(entry, exponent)) };

    /// <summary>Rows and columns times powers of two.</summary>
    /// <param name="rows">The exponent for each row; null for zeros.</param>
    /// <param name="columns">The exponent for each column; null for zeros.</param>
    public Dense Scale(int[]? rows, int[]? columns)
    {
        if ((rows is null || Array.TrueForAll(rows, exponent => exponent == 0)) && (columns is null || Array.TrueForAll(columns, exponent => exponent == 0)))
        {
            return this;
        }

        var scaled = new Dense(Rows, Columns);
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                scaled[row, column] = Math.ScaleB(this[row, column], (rows?[row] ?? 0) + (columns?[column] ?? 0));
            }
        }

        return scaled;
    }

    /// <summary>The product of the transpose and the matrix itself, whose lower half is copied from the upper.</summary>
    public Dense Gram()
    {
        var (transposed, gram) = (Transpose(), new Dense(Columns, Columns));
        for (var top = 0; top < Columns; top += Panel)
        {
            var height = Math.Min(Panel, Columns - top);
            Gemm<AddSum>.Update(default, transposed.Block.At(top, 0), null, Block.At(0, top), gram.Block.At(top, top), height, Rows, Columns - top);
        }

        for (var row = 0; row < Columns; row++)
        {
            for (var column = 0; column < row; column++)
            {
                gram.Entries[(row * Columns) + column] = gram.Entries[(column * Columns) + row];
            }
        }

        return gram;
    }

    /// <summary>The product with a vector.</summary>
    public double[] Times(ReadOnlySpan<double> vector)
    {
        var product = new double[Rows];
        for (var row = 0; row < Rows; row++)
        {
            product[row] = DenseVector.Dot(Row(row), vector);
        }

        return product;
    }

    /// <summary>The product of the transpose with a vector.</summary>
    public double[] TransposeTimes(ReadOnlySpan<double> vector)
    {
        var product = new double[Columns];
        for (var row = 0; row < Rows; row++)
        {
            DenseVector.AddMultiple(product, vector[row], Row(row));
        }

        return product;
    }

    /// <summary>The product of the magnitudes of the entries with those of a vector.</summary>
    public double[] MagnitudesTimes(ReadOnlySpan<double> vector)
    {
        var product = new double[Rows];
        for (var row = 0; row < Rows; row++)
        {
            product[row] = DenseVector.DotOfMagnitudes(Row(row), vector);
        }

        return product;
    }

    /// <summary>The product of the magnitudes of the transpose with a vector that is not negative.</summary>
    public double[] MagnitudesTransposeTimes(ReadOnlySpan<double> vector)
    {
        var product = new double[Columns];
        for (var row = 0; row < Rows; row++)
        {
            DenseVector.AddMultipleOfMagnitudes(product, vector[row], Row(row));
        }

        return product;
    }
}
