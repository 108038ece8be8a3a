using Assay.Matrices.Certified;
using Assay.Matrices.Kernels;

namespace Assay.Matrices.Tests.Certified;

/// <summary>Bounds of I - R A for inverses with a correction, against fractions.</summary>
public sealed class ResidualTests
{
    [Fact]
    public void A_correction_leaves_no_more_than_its_bounds_say()
    {
        var corrections = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            var (size, random) = (4 + (seed % 9), new Random(seed));

            // The last row is nearly a combination of the others.
            var matrix = new Dense([.. Enumerable.Range(0, size * size).Select(_ => (2 * random.NextDouble()) - 1)], size, size);
            for (var column = 0; column < size; column++)
            {
                matrix[size - 1, column] = matrix[0, column] - matrix[1, column] + (1e-9 * matrix[size - 1, column]);
            }

            var inverse = CertifiedInverse.Of(FloatMatrix.Of(Matrix.OfDoubles(size, size, matrix.Entries))!, CertifiedInverse.SevenDigits, CancellationToken.None)!;
            corrections += inverse.Terms.Count == 2 ? 1 : 0;
            var rest = Rest(inverse, matrix);
            for (var i = 0; i < size; i++)
            {
                Assert.True(rest[i].Aggregate(Add) <= Rational.Of(inverse.Residual.RowBounds[i]));
                Assert.True(rest.Select(row => row[i]).Aggregate(Add) <= Rational.Of(inverse.Residual.ColumnBounds[i]));
            }

            Assert.True(inverse.Residual.SpectralNorm < 1e-7);
        }

        Assert.True(corrections >= 20, $"Only {corrections} of the inverses have a correction.");
    }

    // The magnitudes of I - R A.
    private static Rational[][] Rest(CertifiedInverse inverse, Dense matrix)
    {
        var (size, exponent) = (matrix.Rows, matrix.Exponent);
        return [.. Enumerable.Range(0, size).Select(i => Enumerable.Range(0, size).Select(j =>
        {
            var entry = Rational.Of(i == j ? 1.0 : 0.0);
            for (var k = 0; k < size; k++)
            {
                entry -= inverse.Terms.Select(term => Rational.Of(term[i, k])).Aggregate(Add) * Rational.Of(Math.ScaleB(matrix[k, j], -exponent));
            }

            return entry < Rational.Of(0.0) ? Rational.Of(0.0) - entry : entry;
        }).ToArray())];
    }

    private static Rational Add(Rational a, Rational b) => a + b;
}
