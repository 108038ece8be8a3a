namespace Assay.Matrices.Kernels;

/// <summary>A matrix of doubles, row after row.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">The number of columns.</param>
internal sealed record Dense(double[] Entries, int Rows, int Columns)
{
    private const int Square = 32;

    // Powers of two up to here, and their inverses, are normal doubles.
    private const int MostExponent = 1000;

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
    public Dense Transpose() => Transpose(Block, Rows, Columns);

    /// <summary>The rows of a rectangle as columns.</summary>
    public static Dense Transpose(Block block, int rows, int columns)
    {
        // Square by square, so that lines are still in the cache when their next entry is written.
        var transposed = new Dense(columns, rows);
        for (var top = 0; top < rows; top += Square)
        {
            for (var left = 0; left < columns; left += Square)
            {
                var (source, target) = (block.At(top, left), transposed.Block.At(left, top));
                Transpose(source, target, Math.Min(Square, rows - top), Math.Min(Square, columns - left));
            }
        }

        return transposed;
    }

    private static void Transpose(Block source, Block target, int rows, int columns) =>
        Transposition.Copy(source.Data.AsSpan(source.Start), source.Stride, target.Data.AsSpan(target.Start), target.Stride, rows, columns);

    /// <summary>An exponent of two beyond the magnitude of every entry; 0 where all are zero.</summary>
    public int Exponent
    {
        get
        {
            var most = DenseVector.Greatest(Entries);
            return most == 0 ? 0 : Math.ILogB(most) + 1;
        }
    }

    /// <summary>All entries times a power of two.</summary>
    public Dense Scale(int exponent)
    {
        if (Math.Abs(exponent) > MostExponent)
        {
            return this with { Entries = Array.ConvertAll(Entries, entry => Math.ScaleB(entry, exponent)) };
        }

        var scaled = this with { Entries = [.. Entries] };
        DenseVector.Multiply(scaled.Entries, Math.ScaleB(1, exponent));
        return scaled;
    }

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
        var (ofRows, ofColumns) = (rows ?? new int[Rows], columns ?? new int[Columns]);
        var areNear = Array.TrueForAll(ofRows, IsNear) && Array.TrueForAll(ofColumns, IsNear);
        double[] factors = Array.ConvertAll(ofColumns, exponent => Math.ScaleB(1, exponent));
        for (var row = 0; row < Rows; row++)
        {
            var source = Row(row);
            var target = scaled.Row(row);
            var factor = Math.ScaleB(1, ofRows[row]);
            for (var column = 0; column < target.Length; column++)
            {
                target[column] = areNear ? source[column] * (factor * factors[column]) : Math.ScaleB(source[column], ofRows[row] + ofColumns[column]);
            }
        }

        return scaled;

        // The product of the factors is a normal double: one multiplication does what scaling does.
        static bool IsNear(int exponent) => Math.Abs(exponent) <= MostExponent / 2;
    }

    /// <summary>The upper half, with the diagonal, of the product of the transpose and the matrix itself; below there is anything.</summary>
    public Dense GramUpper()
    {
        var gram = new Dense(Columns, Columns);
        Gemm<AddSum>.UpdateUpper(default, Block, Block, gram.Block, Columns, Rows);
        return gram;
    }

    /// <summary>The product of the transpose and the matrix itself, whose lower half is copied from the upper.</summary>
    public Dense Gram()
    {
        var gram = GramUpper();
        for (var top = 0; top < Columns; top += Square)
        {
            for (var left = 0; left <= top; left += Square)
            {
                // The squares of the diagonal are symmetric already, but for what is below them.
                Transpose(gram.Block.At(left, top), gram.Block.At(top, left), Math.Min(Square, Columns - left), Math.Min(Square, Columns - top));
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

    /// <summary>The product of a symmetric matrix, of which only the upper half is read, with a vector.</summary>
    public double[] SymmetricTimes(ReadOnlySpan<double> vector)
    {
        var product = new double[Rows];
        for (var top = 0; top < Rows; top += SymmetricProduct.RowsAtOnce)
        {
            var rows = Math.Min(SymmetricProduct.RowsAtOnce, Rows - top);
            for (var row = top; row < top + rows; row++)
            {
                product[row] += this[row, row] * vector[row];
                for (var column = row + 1; column < top + rows; column++)
                {
                    product[row] += this[row, column] * vector[column];
                    product[column] += this[row, column] * vector[row];
                }
            }

            if (rows == SymmetricProduct.RowsAtOnce)
            {
                SymmetricProduct.AddRows(Block.At(top, top + rows), vector[top..], product.AsSpan(top));
            }
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
