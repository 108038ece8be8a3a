using System.Numerics;
using Assay.Matrices.Exact;

namespace Assay.Matrices.Rings;

/// <summary>A matrix of whole numbers, as they are.</summary>
/// <param name="entries">The entries, row after row.</param>
/// <param name="rows">The number of rows.</param>
/// <param name="columns">The number of columns.</param>
internal sealed class WholeMatrix(BigInteger[] entries, int rows, int columns)
{
    /// <summary>The entries, row after row.</summary>
    public BigInteger[] Entries => entries;

    /// <summary>The number of rows.</summary>
    public int Rows => rows;

    /// <summary>The number of columns.</summary>
    public int Columns => columns;

    /// <summary>An entry.</summary>
    public BigInteger this[int row, int column]
    {
        get => entries[(row * columns) + column];
        set => entries[(row * columns) + column] = value;
    }

    /// <summary>A matrix whose entries are told by their places.</summary>
    public static WholeMatrix Of(int rows, int columns, Func<int, int, BigInteger> entry)
    {
        var matrix = new WholeMatrix(new BigInteger[rows * columns], rows, columns);
        for (var i = 0; i < matrix.Entries.Length; i++)
        {
            matrix.Entries[i] = entry(i / columns, i % columns);
        }

        return matrix;
    }

    /// <summary>The unit matrix.</summary>
    public static WholeMatrix Identity(int size) => Of(size, size, (row, column) => row == column ? 1 : 0);

    /// <summary>A row.</summary>
    public Span<BigInteger> Row(int row) => entries.AsSpan(row * columns, columns);

    /// <summary>The matrix with rows and columns exchanged.</summary>
    public WholeMatrix Transpose() => Of(columns, rows, (row, column) => this[column, row]);

    /// <summary>The matrix for products with residues.</summary>
    public IntegerMatrix Sliced() => new(entries, rows, columns);

    /// <summary>The remainders of least magnitude, so that small negative entries stay small.</summary>
    public WholeMatrix Modulo(BigInteger modulus) => Of(rows, columns, (row, column) =>
    {
        var least = LargeRing.Least(this[row, column], modulus);
        return 2 * least > modulus ? least - modulus : least;
    });

    /// <summary>The product, exactly.</summary>
    public WholeMatrix Times(WholeMatrix other, CancellationToken cancellation)
    {
        var product = new WholeMatrix(new BigInteger[rows * other.Columns], rows, other.Columns);
        for (var row = 0; row < rows; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var k = 0; k < columns; k++)
            {
                if (!this[row, k].IsZero)
                {
                    AddMultiple(product.Row(row), this[row, k], other.Row(k));
                }
            }
        }

        return product;
    }

    /// <summary>Whether two matrices are equal, or equal modulo a number that is not 0.</summary>
    public bool Equals(WholeMatrix other, BigInteger modulus) => (rows, columns) == (other.Rows, other.Columns)
        && entries.Zip(other.Entries).All(pair => modulus.IsZero ? pair.First == pair.Second : ((pair.First - pair.Second) % modulus).IsZero);

    /// <summary>row + factor * other, entry by entry.</summary>
    public static void AddMultiple(Span<BigInteger> row, BigInteger factor, ReadOnlySpan<BigInteger> other)
    {
        for (var i = 0; i < row.Length; i++)
        {
            if (!other[i].IsZero)
            {
                row[i] += factor * other[i];
            }
        }
    }
}
