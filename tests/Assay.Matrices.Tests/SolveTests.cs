using Assay.Matrices.Tests.Checking;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests;

/// <summary>Solutions of systems, put into their equations.</summary>
public sealed class SolveTests
{
    [Fact]
    public void Solutions_satisfy_their_equations() => Gen.Select(Families.Square(1, 5), Gen.Int[0, 1_000_000]).Sample(
        (entries, seed) =>
        {
            var matrix = Matrix.Of(entries);
            var size = matrix.Rows;
            if (matrix.Diagnose(new DiagnoseOptions { ExactOnly = true }).IsSingular)
            {
                Assert.Contains("singular", Assert.Throws<MatrixException>(() => matrix.Solve(Column(size, seed))).Message, StringComparison.Ordinal);
                return;
            }

            var right = Column(size, seed);
            var solution = matrix.Solve(right);
            Reports.AssertVerified(Reports.WithSolution(matrix, right));
            for (var row = 0; row < size; row++)
            {
                var sum = Enumerable.Range(0, size).Aggregate(default(Rational), (sum, i) => sum + (matrix[row, i] * solution.Exact![i]));
                Assert.Equal(right[row, 0], sum);
                Assert.True(Rational.Of(solution.Entries[row].Low) <= solution.Exact![row] && solution.Exact[row] <= Rational.Of(solution.Entries[row].High));
            }
        },
        iter: Rounds.Of(2000));

    [Fact]
    public void Digits_that_doubles_lose_are_measured()
    {
        Assert.Equal(0, Matrix.Parse("[[2, 0], [0, 4]]").Solve(Matrix.Parse("[[1], [1]]")).ErrorInDoubles);
        Assert.True(Matrix.Parse("[[0.1, 0.2, 0.3], [0.4, 0.5, 0.6], [0.7, 0.8, 0.9]]").Solve(Matrix.Parse("[[1], [2], [4]]")).ErrorInDoubles > 0.01);
    }

    [Theory]
    [InlineData("[[1, 2, 3]]", "[[1]]")]
    [InlineData("[[1]]", "[[1, 2]]")]
    [InlineData("[[1]]", "[[1], [2]]")]
    public void Sizes_have_to_fit(string matrix, string right) =>
        Assert.Contains("has to be square", Assert.Throws<MatrixException>(() => Matrix.Parse(matrix).Solve(Matrix.Parse(right))).Problem.Advice, StringComparison.Ordinal);

    private static Matrix Column(int size, int seed)
    {
        var random = new Random(seed);
        var entries = new double[size, 1];
        for (var row = 0; row < size; row++)
        {
            entries[row, 0] = random.Next(4) == 0 ? 0 : Math.ScaleB(random.Next(-99, 100), random.Next(-60, 60));
        }

        return Matrix.Of(entries);
    }
}
