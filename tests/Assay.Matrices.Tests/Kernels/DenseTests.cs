using Assay.Matrices.Kernels;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests.Kernels;

/// <summary>Operations on whole matrices, against what their names say entry by entry.</summary>
public sealed class DenseTests
{
    private static readonly Gen<(int Rows, int Columns, int Seed)> Shapes = Gen.Select(Gen.Int[1, 90], Gen.Int[1, 90], Gen.Int[0, 1000]);

    [Fact]
    public void Gram_matrices_are_products_with_the_transpose() => Shapes.Sample(
        shape =>
        {
            var matrix = Numbers(shape.Rows, shape.Columns, shape.Seed);
            var (wanted, gram, upper) = (matrix.Transpose().Times(matrix), matrix.Gram(), matrix.GramUpper());
            double[] vector = Numbers(1, shape.Columns, shape.Seed + 1).Entries;
            Assert.Equal(wanted.Entries, gram.Entries);
            Assert.All(Enumerable.Range(0, shape.Columns), row => Assert.Equal(wanted.Row(row)[row..], upper.Row(row)[row..]));
            Assert.Equal(wanted.Times(vector), upper.SymmetricTimes(vector));
        },
        iter: Rounds.Of(200));

    // Also beyond the powers of two that are doubles, and below the least normal one.
    [Fact]
    public void Scaling_rounds_as_scaling_each_entry_does() => Gen.Select(Gen.Double[-2, 2], Gen.Int[-2100, 2100], Gen.Int[-2100, 2100], Gen.Int[-1070, 1000]).Sample(
        (entry, first, second, size) =>
        {
            var matrix = new Dense([Math.ScaleB(entry, size)], 1, 1);
            Assert.Equal(Math.ScaleB(matrix[0, 0], first), matrix.Scale(first)[0, 0]);
            Assert.Equal(Math.ScaleB(matrix[0, 0], first + second), matrix.Scale([first], [second])[0, 0]);
            Assert.Equal(Math.ScaleB(matrix[0, 0], (first / 5) + (second / 5)), matrix.Scale([first / 5], [second / 5])[0, 0]);
        },
        iter: Rounds.Of(10_000));

    [Fact]
    public void The_greatest_magnitude_passes_over_what_is_no_number()
    {
        for (var length = 0; length < 40; length++)
        {
            double[] vector = [.. Enumerable.Range(0, length).Select(i => i % 3 == 0 ? double.NaN : i % 2 == 0 ? i : -i)];
            Assert.Equal(vector.Where(entry => !double.IsNaN(entry)).Select(Math.Abs).DefaultIfEmpty().Max(), DenseVector.Greatest(vector));
        }
    }

    [Fact]
    public void The_least_magnitude_passes_over_zeros()
    {
        for (var length = 0; length < 40; length++)
        {
            double[] vector = [.. Enumerable.Range(0, length).Select(i => i % 3 == 0 ? 0 : i % 2 == 0 ? 50 - i : i - 50.0)];
            Assert.Equal(vector.Where(entry => entry != 0).Select(Math.Abs).DefaultIfEmpty(double.PositiveInfinity).Min(), DenseVector.LeastButZero(vector));
        }
    }

    [Fact]
    public void Vectors_are_exchanged_whole()
    {
        for (var length = 0; length < 20; length++)
        {
            double[] first = [.. Enumerable.Range(0, length).Select(i => i + 1.0)];
            double[] second = [.. first.Select(entry => -entry)];
            var (left, right) = (first.ToArray(), second.ToArray());
            DenseVector.Exchange(left, right);
            Assert.Equal(second, left);
            Assert.Equal(first, right);
        }
    }

    private static Dense Numbers(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        return new Dense([.. Enumerable.Range(0, rows * columns).Select(_ => (double)random.Next(-1000, 1001))], rows, columns);
    }
}
