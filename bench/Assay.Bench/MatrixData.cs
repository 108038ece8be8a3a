using System.Globalization;
using Assay.Matrices;
using Assay.Matrices.Kernels;

namespace Assay.Bench;

/// <summary>Matrices for the table of matrices, from seeds.</summary>
internal static class MatrixData
{
    private const int MostMagnitude = 1 << 10;

    /// <summary>Normally distributed entries.</summary>
    public static Dense Normal(int size, int seed)
    {
        var random = new Random(seed);
        return new Dense([.. Enumerable.Range(0, size * size).Select(_ => Normal(random))], size, size);
    }

    /// <summary>Whole numbers of 10 bits and a sign.</summary>
    public static Dense Whole(int size, int seed)
    {
        var random = new Random(seed);
        return new Dense([.. Enumerable.Range(0, size * size).Select(_ => (double)random.Next(1 - MostMagnitude, MostMagnitude))], size, size);
    }

    /// <summary>Such whole numbers, with a last column that is a combination of the others.</summary>
    public static Dense Singular(int size, int seed)
    {
        var matrix = Whole(size, seed);
        for (var row = 0; row < size; row++)
        {
            matrix[row, size - 1] = matrix[row, 0] - matrix[row, 1] + matrix[row, size / 2];
        }

        return matrix;
    }

    /// <summary>Singular values from 1 down in a geometric series, with random orthogonal factors.</summary>
    public static Dense Conditioned(int size, double condition, int seed)
    {
        var (left, right) = (Orthogonal(size, seed), Orthogonal(size, seed + 1));
        for (var row = 0; row < size; row++)
        {
            default(RealField).Multiply(right.Row(row), Math.Pow(condition, -row / (size - 1.0)));
        }

        return left.Times(right);
    }

    /// <summary>Writes a matrix as <c>.npy</c>.</summary>
    public static void Write(string path, Dense matrix)
    {
        const int HeaderLength = 118;
        var header = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '<f8', 'fortran_order': False, 'shape': ({matrix.Rows}, {matrix.Columns}), }}");
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write((byte)0x93);
        writer.Write("NUMPY\u0001\0"u8);
        writer.Write((short)HeaderLength);
        writer.Write(System.Text.Encoding.ASCII.GetBytes(header.PadRight(HeaderLength - 1) + '\n'));
        foreach (var entry in matrix.Entries)
        {
            writer.Write(entry);
        }
    }

    // Gram and Schmidt, twice.
    private static Dense Orthogonal(int size, int seed)
    {
        var matrix = Normal(size, seed);
        for (var row = 0; row < size; row++)
        {
            var vector = matrix.Row(row);
            for (var k = 0; k < 2 * row; k++)
            {
                var other = matrix.Row(k % row);
                DenseVector.AddMultiple(vector, -DenseVector.Dot(vector, other), other);
            }

            default(RealField).Multiply(vector, 1 / Math.Sqrt(DenseVector.Dot(vector, vector)));
        }

        return matrix;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
