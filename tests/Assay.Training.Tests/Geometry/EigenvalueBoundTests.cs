using Assay.Matrices;
using Assay.TestSupport;
using Assay.Training.Geometry;
using Assay.Training.Tests.Passes;
using CsCheck;

namespace Assay.Training.Tests.Geometry;

/// <summary>Eigenvalues are within their bound of the true ones, told by exact counts of those below a number.</summary>
public sealed class EigenvalueBoundTests
{
    private static readonly Gen<double> Entry = Gen.OneOf(Gen.Int[-3, 3].Select(value => (double)value), Gen.Double[-1, 1], Gen.Select(Gen.Double[-1, 1], Gen.Int[-40, 40]).Select(Math.ScaleB));

    [Fact]
    public void Each_true_eigenvalue_is_within_the_bound() => (from n in Gen.Int[1, 6] from entries in Entry.Array[n * n] select (n, entries)).Sample(
        draw =>
        {
            var matrix = Symmetric(draw.n, draw.entries);
            var found = SymmetricEigenvalues.Of(Copy(matrix), CancellationToken.None);
            Assert.True(found.Bound <= 1e-12 * matrix.SelectMany(row => row).Select(Math.Abs).Sum());
            foreach (var (i, value) in found.Values.Index())
            {
                Assert.True(Below(matrix, Rational.Of(value) - Rational.Of(found.Bound)) is not { } fewer || fewer <= i);
                Assert.True(Below(matrix, Rational.Of(value) + Rational.Of(found.Bound)) is not { } more || more > i || found.Bound == 0);
            }
        },
        iter: Rounds.Of(400));

    // Whoever hands in other eigenvalues, or another basis, gets a bound that is true of them.
    [Fact]
    public void Wrong_numbers_have_a_bound_that_holds() => (from n in Gen.Int[1, 6] from entries in Gen.Double[-1, 1].Array[n * n] from off in Gen.Double[0, 0.5] from place in Gen.Int[0, n - 1] select (n, entries, off, place)).Sample(
        draw =>
        {
            var tridiagonal = new TridiagonalMatrix([.. draw.entries.Take(draw.n)], [.. draw.entries.TakeLast(draw.n - 1)]);
            var (values, beside) = (tridiagonal.Diagonal.ToArray(), tridiagonal.Beside.Append(0).ToArray());
            Tridiagonal.Eigenvalues(values, beside, []);
            Array.Sort(values);
            Assert.InRange(EigenvalueBound.OfTridiagonal(tridiagonal, values), 0, 1e-13);
            values[draw.place] += draw.off;
            Assert.True(EigenvalueBound.OfTridiagonal(tridiagonal, values) >= draw.off - 1e-14);
        },
        iter: Rounds.Of(400));

    [Fact]
    public void A_basis_that_is_off_is_seen()
    {
        const int Size = 20;
        var (basis, matrix) = (new Assay.Matrices.Kernels.Dense(Size, Size), new Assay.Matrices.Kernels.Dense(Size, Size));
        for (var i = 0; i < Size; i++)
        {
            (basis[i, i], matrix[i, i]) = (1, i);
        }

        var tridiagonal = new TridiagonalMatrix([.. Enumerable.Range(0, Size).Select(i => (double)i)], new double[Size - 1]);
        double Bound() => EigenvalueBound.Of(matrix, basis, tridiagonal, tridiagonal.Diagonal);
        Assert.InRange(Bound(), 0, 1e-11);

        // The matrix is another than Q T Q^T by one entry, and has other eigenvalues.
        matrix[3, 3] += 0.25;
        Assert.InRange(Bound(), 0.25, 0.3);
        matrix[3, 3] -= 0.25;
        basis[2, 7] = 0.01;
        Assert.InRange(Bound(), 0.01, 1);
        basis[2, 7] = 2;
        Assert.Equal(double.PositiveInfinity, Bound());
    }

    // Nothing is divided by a square that is no number any more.
    [Theory]
    [InlineData(1e-170, 0)]
    [InlineData(1e-170, 1)]
    [InlineData(0, 1e-170)]
    [InlineData(1e-11, 1)]
    [InlineData(0, 0)]
    public void Next_to_nothing_beside_the_diagonal_does_no_harm(double far, double near)
    {
        var found = SymmetricEigenvalues.Of([[1, 0, 0], [0, 2, 0], [far, near, 3]], CancellationToken.None);
        Assert.InRange(found.Bound, 0, 1e-13);
        Assert.Equal(1, found.Values[0], 1e-14);
    }

    [Fact]
    public void The_bound_of_a_large_matrix_is_small()
    {
        const int Size = 200;
        var found = SymmetricEigenvalues.Of(Symmetric(Size, Bench.Normal(Size * Size, 3)), CancellationToken.None);
        Assert.InRange(found.Bound, 1e-15, 1e-9);
    }

    private static double[][] Symmetric(int size, double[] entries) =>
        [.. Enumerable.Range(0, size).Select(i => Enumerable.Range(0, size).Select(j => entries[(Math.Max(i, j) * size) + Math.Min(i, j)]).ToArray())];

    private static double[][] Copy(double[][] matrix) => [.. matrix.Select(row => row.ToArray())];

    // The negative pivots of A - x, exactly (Sylvester 1852); null where a pivot is zero.
    private static int? Below(double[][] matrix, Rational x)
    {
        var (size, count) = (matrix.Length, 0);
        var rest = matrix.Select((row, i) => row.Select((entry, j) => i == j ? Rational.Of(entry) - x : Rational.Of(entry)).ToArray()).ToArray();
        for (var k = 0; k < size; k++)
        {
            if (rest[k][k].Numerator.IsZero)
            {
                return null;
            }

            count += rest[k][k].Numerator.Sign < 0 ? 1 : 0;
            for (var i = k + 1; i < size; i++)
            {
                var factor = rest[i][k] / rest[k][k];
                for (var j = k; j < size; j++)
                {
                    rest[i][j] -= factor * rest[k][j];
                }
            }
        }

        return count;
    }
}
