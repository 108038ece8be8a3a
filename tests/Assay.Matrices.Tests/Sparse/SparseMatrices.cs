using System.Numerics;
using Assay.Matrices.Sparse;
using CsCheck;

namespace Assay.Matrices.Tests.Sparse;

/// <summary>Sparse matrices of many shapes, for tests.</summary>
internal static class SparseMatrices
{
    /// <summary>Size, entries in a row, rows that are combinations of others, and the seed.</summary>
    public static readonly Gen<(int Rows, int Columns, int InRow, int Dependent, int Seed)> Cases =
        Gen.Select(Gen.Int[0, 14], Gen.Int[0, 14], Gen.Int[0, 5], Gen.Int[0, 3], Gen.Int[0, 10_000_000]);

    /// <summary>The entries of such a matrix, zeros included.</summary>
    public static BigInteger[] Entries((int Rows, int Columns, int InRow, int Dependent, int Seed) one)
    {
        var (rows, columns, inRow, dependent, seed) = one;
        var random = new Random(seed);
        var entries = new BigInteger[rows * columns];
        for (var i = 0; i < rows * inRow && columns > 0; i++)
        {
            entries[(i / inRow * columns) + random.Next(columns)] = random.Next(3) == 0 ? random.Next(-9, 10) : random.Next(-1, 2);
        }

        for (var k = 0; k < dependent && rows > 2; k++)
        {
            var (a, b, sum) = (random.Next(rows), random.Next(rows), random.Next(rows));
            for (var column = 0; column < columns && sum != a && sum != b; column++)
            {
                entries[(sum * columns) + column] = entries[(a * columns) + column] - (3 * entries[(b * columns) + column]);
            }
        }

        return entries;
    }

    /// <summary>The matrix of entries that are given row after row.</summary>
    public static Matrix Of(int rows, int columns, IReadOnlyList<BigInteger> entries) => Matrix.OfSparse(rows, columns, [.. entries.Index()
        .Where(entry => !entry.Item.IsZero)
        .Select(entry => new SparseEntry(entry.Index / columns, entry.Index % columns, Rational.Of(entry.Item)))]);

    /// <summary>The pattern of a matrix.</summary>
    public static SparsePattern Pattern(Matrix matrix) => SparsePattern.Of(matrix.Rows, matrix.Columns, matrix.Sparse!);

    /// <summary>Three diagonals of entries up to nine in magnitude, and here and there one far from them.</summary>
    public static Dictionary<(int Row, int Column), int> ThreeDiagonals(int size)
    {
        var random = new Random(5);
        Dictionary<(int Row, int Column), int> entries = [];
        for (var row = 0; row < size; row++)
        {
            for (var column = Math.Max(0, row - 1); column <= Math.Min(size - 1, row + 1); column++)
            {
                entries[(row, column)] = random.Next(1, 10) * (random.Next(2) == 0 ? 1 : -1);
            }

            if (random.Next(20) == 0)
            {
                entries[(row, random.Next(size))] = random.Next(1, 10);
            }
        }

        return entries;
    }

    /// <summary>The square matrix of those entries.</summary>
    public static Matrix Of(int size, Dictionary<(int Row, int Column), int> entries) => Matrix.OfSparse(size, size, [.. entries
        .Where(entry => entry.Value != 0)
        .OrderBy(entry => entry.Key)
        .Select(entry => new SparseEntry(entry.Key.Row, entry.Key.Column, Rational.Of((BigInteger)entry.Value)))]);
}
