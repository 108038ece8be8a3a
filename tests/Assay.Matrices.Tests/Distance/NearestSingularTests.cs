using System.Numerics;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests.Distance;

/// <summary>The nearest singular matrix in a norm: it is singular, so far away as said, and the inverse says that none is nearer.</summary>
public sealed class NearestSingularTests
{
    [Fact]
    public void The_matrix_that_is_shown_is_singular_and_at_its_distance() => Families.Square(1, 4).Sample(
        entries =>
        {
            var matrix = Matrix.Of(entries);
            var diagnosis = matrix.Diagnose();
            if (!diagnosis.IsRegular)
            {
                return;
            }

            Assert.Equal(3, diagnosis.Analysis!.Nearest.Count);
            foreach (var nearest in diagnosis.Analysis.Nearest)
            {
                var (change, changed) = Change(matrix, nearest.Vector, nearest.Dual);
                Assert.True(Matrix.Of(changed).Diagnose(new DiagnoseOptions { ExactOnly = true }).IsSingular);
                Assert.True(nearest.Distance.Low <= nearest.Distance.High && nearest.Distance.Low > 0);
                Assert.True(nearest.Distance.RelativeWidth < 1e-4, nearest.ToString());
                var high = Rational.Of(nearest.Distance.High);
                Assert.True(nearest.Norm switch
                {
                    "1" => Norm(change, isRow: false) <= high,
                    "inf" => Norm(change, isRow: true) <= high,
                    _ => Square(change) <= high * high,
                });
            }
        },
        iter: Rounds.Of(2000));

    // Of rank one, so that its 2-norm is that of Frobenius.
    private static Rational Square(Rational[,] change) => change.Cast<Rational>().Aggregate(default(Rational), (sum, entry) => sum + (entry * entry));

    private static (Rational[,] Change, Rational[,] Changed) Change(Matrix matrix, IReadOnlyList<BigInteger> x, IReadOnlyList<BigInteger> y)
    {
        var size = matrix.Rows;
        var product = x.Zip(y, (a, b) => a * b).Aggregate(BigInteger.Zero, (sum, one) => sum + one);
        var (change, changed) = (new Rational[size, size], new Rational[size, size]);
        for (var row = 0; row < size; row++)
        {
            var image = Enumerable.Range(0, size).Aggregate(default(Rational), (sum, i) => sum + (matrix[row, i] * Rational.Of(x[i])));
            for (var column = 0; column < size; column++)
            {
                change[row, column] = image * new Rational(y[column], product);
                changed[row, column] = matrix[row, column] - change[row, column];
            }
        }

        return (change, changed);
    }

    private static Rational Norm(Rational[,] matrix, bool isRow) => Enumerable.Range(0, matrix.GetLength(0)).Max(line => Enumerable.Range(0, matrix.GetLength(0)).Aggregate(default(Rational), (sum, other) =>
    {
        var entry = isRow ? matrix[line, other] : matrix[other, line];
        return entry.Numerator.Sign < 0 ? sum - entry : sum + entry;
    }));
}
