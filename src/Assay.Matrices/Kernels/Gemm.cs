using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Matrices.Kernels;

/// <summary>Products of matrices: C becomes what <typeparamref name="TFinish"/> makes of C and A B.</summary>
/// <remarks>
/// Both factors are copied into the order in which tiles read them (Goto and van de Geijn, Anatomy of High-Performance Matrix
/// Multiplication, 2008).
/// </remarks>
internal static class Gemm<TFinish>
    where TFinish : struct, IFinish
{
    /// <summary>Multiplies.</summary>
    /// <param name="finish">What becomes of each entry of C.</param>
    /// <param name="a">A, with <paramref name="rows"/> rows.</param>
    /// <param name="chosen">The columns of A that count, in their order; where there are none, the first <paramref name="inner"/>.</param>
    /// <param name="b">B, with <paramref name="inner"/> rows.</param>
    /// <param name="c">C.</param>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="inner">Columns of A, rows of B.</param>
    /// <param name="columns">Columns of B and C.</param>
    /// <param name="threads">How many threads may work.</param>
    public static void Update(TFinish finish, Block a, int[]? chosen, Block b, Block c, int rows, int inner, int columns, int threads = 1) =>
        Update(finish, a, chosen, isTransposed: false, b, c, rows, inner, columns, threads, below: rows);

    /// <summary>Multiplies the transpose of A.</summary>
    /// <param name="finish">What becomes of each entry of C.</param>
    /// <param name="a">A, with <paramref name="inner"/> rows.</param>
    /// <param name="b">B, with <paramref name="inner"/> rows.</param>
    /// <param name="c">C.</param>
    /// <param name="rows">Columns of A, rows of C.</param>
    /// <param name="inner">Rows of A and B.</param>
    /// <param name="columns">Columns of B and C.</param>
    public static void UpdateTransposed(TFinish finish, Block a, Block b, Block c, int rows, int inner, int columns) =>
        Update(finish, a, null, isTransposed: true, b, c, rows, inner, columns, threads: 1, below: rows);

    /// <summary>Multiplies the transpose of A where only the upper half of C counts, the diagonal with it; below, C may be anything.</summary>
    /// <param name="finish">What becomes of each entry of C.</param>
    /// <param name="a">A, with <paramref name="inner"/> rows.</param>
    /// <param name="b">B.</param>
    /// <param name="c">C.</param>
    /// <param name="size">Columns of A and B, rows and columns of C.</param>
    /// <param name="inner">Rows of A and B.</param>
    public static void UpdateUpper(TFinish finish, Block a, Block b, Block c, int size, int inner) =>
        Update(finish, a, null, isTransposed: true, b, c, size, inner, size, threads: 1, below: 0);

    private static void Update(TFinish finish, Block a, int[]? chosen, bool isTransposed, Block b, Block c, int rows, int inner, int columns, int threads, int below)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Update<Tile512>(finish, a, chosen, isTransposed, b, c, rows, inner, columns, threads, below);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Update<Tile256>(finish, a, chosen, isTransposed, b, c, rows, inner, columns, threads, below);
        }
        else
        {
            Update<TileScalar>(finish, a, chosen, isTransposed, b, c, rows, inner, columns, threads, below);
        }
    }

    /// <summary>Multiplies with tiles of one kind; those that are more than so many rows below the diagonal are left out.</summary>
    internal static void Update<TTile>(TFinish finish, Block a, int[]? chosen, bool isTransposed, Block b, Block c, int rows, int inner, int columns, int threads, int below)
        where TTile : struct, ITile
    {
        var depth = Math.Min(inner, Math.Min(finish.MostProducts, TTile.MostProducts));
        var right = ArrayPool<double>.Shared.Rent(depth * Padded(columns, TTile.Columns));
        for (var from = 0; from < inner; from += depth)
        {
            var deep = Math.Min(depth, inner - from);
            if (threads > 1 && rows > TTile.RowsAtOnce)
            {
                // As many bands for each thread, all of them about equally high.
                var (first, bands) = (from, Padded((rows + TTile.RowsAtOnce - 1) / TTile.RowsAtOnce, threads));
                var (height, width) = (Padded((rows + bands - 1) / bands, TTile.Rows), Padded((columns + threads - 1) / threads, TTile.Columns));
                var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
                Parallel.For(0, (columns + width - 1) / width, options, part =>
                    CopyRows(b.At(first, part * width), deep, Math.Min(width, columns - (part * width)), TTile.Columns, right.AsSpan(part * width * deep)));
                Parallel.For(0, (rows + height - 1) / height, options, band =>
                    Band<TTile>(finish, a, chosen, isTransposed, first, right, c, band * height, Math.Min(height, rows - (band * height)), deep, columns, below));
                continue;
            }

            CopyRows(b.At(from, 0), deep, columns, TTile.Columns, right);
            for (var top = 0; top < rows; top += TTile.RowsAtOnce)
            {
                Band<TTile>(finish, a, chosen, isTransposed, from, right, c, top, Math.Min(TTile.RowsAtOnce, rows - top), deep, columns, below);
            }
        }

        ArrayPool<double>.Shared.Return(right);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Band<TTile>(TFinish finish, Block a, int[]? chosen, bool isTransposed, int from, double[] right, Block c, int top, int height, int deep, int columns, int below)
        where TTile : struct, ITile
    {
        var left = ArrayPool<double>.Shared.Rent(deep * Padded(height, TTile.Rows));
        if (isTransposed)
        {
            CopyRows(a.At(from, top), deep, height, TTile.Rows, left);
        }
        else
        {
            CopyLeft<TTile>(a.At(top, 0), chosen, from, height, deep, left);
        }

        Span<double> sums = stackalloc double[TTile.Rows * TTile.Columns];
        for (var column = 0; column < columns; column += TTile.Columns)
        {
            var tileRight = right.AsSpan(column * deep, TTile.Columns * deep);
            var last = Math.Min(height, column + TTile.Columns + below - top);
            for (var row = 0; row < last; row += TTile.Rows)
            {
                var tileLeft = left.AsSpan(row * deep, TTile.Rows * deep);
                var corner = c.At(top + row, column);
                if (row + TTile.Rows <= height && column + TTile.Columns <= columns)
                {
                    TTile.Multiply(finish, tileLeft, tileRight, deep, ref corner.Data[corner.Start], c.Stride);
                    continue;
                }

                // At the edge the tile is larger than what is left of C.
                TTile.Multiply(default(TakeSum), tileLeft, tileRight, deep, ref MemoryMarshal.GetReference(sums), TTile.Columns);
                for (var i = 0; i < Math.Min(TTile.Rows, height - row); i++)
                {
                    var entries = corner.Data.AsSpan(corner.Start + (i * c.Stride), Math.Min(TTile.Columns, columns - column));
                    for (var j = 0; j < entries.Length; j++)
                    {
                        entries[j] = finish.Finish(entries[j], sums[(i * TTile.Columns) + j]);
                    }
                }
            }
        }

        ArrayPool<double>.Shared.Return(left);
    }

    // Tiles of rows, each column after column, with zeros below the last row.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyLeft<TTile>(Block a, int[]? chosen, int from, int rows, int deep, double[] left)
        where TTile : struct, ITile
    {
        for (var top = 0; top < rows; top += TTile.Rows)
        {
            var target = left.AsSpan(top * deep, TTile.Rows * deep);
            var height = Math.Min(TTile.Rows, rows - top);
            if (height < TTile.Rows)
            {
                target.Clear();
            }

            var source = a.Data.AsSpan(a.Start + (top * a.Stride));
            if (chosen is null)
            {
                Transposition.Copy(source[from..], a.Stride, target, TTile.Rows, height, deep);
                continue;
            }

            for (var row = 0; row < height; row++)
            {
                for (var k = 0; k < deep; k++)
                {
                    target[(k * TTile.Rows) + row] = source[(row * a.Stride) + chosen[from + k]];
                }
            }
        }
    }

    // Tiles of so many columns, each row after row, with zeros behind the last column.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows(Block block, int deep, int columns, int width, Span<double> tiles)
    {
        var whole = columns / width * width;
        for (var k = 0; k < deep; k++)
        {
            var source = block.Data.AsSpan(block.Start + (k * block.Stride), columns);
            for (var column = 0; column < whole; column += width)
            {
                CopyFours(source.Slice(column, width), tiles.Slice((column * deep) + (k * width), width));
            }

            if (whole < columns)
            {
                var target = tiles.Slice((whole * deep) + (k * width), width);
                source[whole..].CopyTo(target);
                target[(columns - whole)..].Clear();
            }
        }
    }

    // As many as a multiple of four.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyFours(ReadOnlySpan<double> source, Span<double> target)
    {
        for (var i = 0; i <= source.Length - 4; i += 4)
        {
            Vector256.Create(source[i..]).CopyTo(target[i..]);
        }
    }

    private static int Padded(int count, int unit) => (count + unit - 1) / unit * unit;
}
