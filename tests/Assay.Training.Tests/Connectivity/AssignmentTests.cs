using Assay.TestSupport;
using Assay.Training.Connectivity;
using CsCheck;

namespace Assay.Training.Tests.Connectivity;

public sealed class AssignmentTests
{
    [Fact]
    public void No_other_assignment_is_worth_more() => (from n in Gen.Int[1, 7] from worth in Gen.Int[-9, 9].Array[n * n] select (n, worth)).Sample(draw =>
    {
        var worth = Array.ConvertAll(draw.worth, value => (double)value);
        var columns = Assignment.Best(worth, draw.n);
        Assert.Equal(Enumerable.Range(0, draw.n), columns.Order());
        Assert.Equal(Greatest(worth, draw.n, 0, 0), columns.Select((column, row) => worth[(row * draw.n) + column]).Sum());
    });

    // Of larger ones no two or three rows gain by passing their columns on.
    [Fact]
    public void Nothing_is_gained_by_exchanges() => (from n in Gen.Int[20, 40] from worth in Gen.Double[0, 1].Array[n * n] from isRounded in Gen.Bool select (n, worth, isRounded)).Sample(
        draw =>
        {
            var worth = draw.isRounded ? Array.ConvertAll(draw.worth, value => Math.Round(4 * value)) : draw.worth;
            var columns = Assignment.Best(worth, draw.n);
            Assert.Equal(Enumerable.Range(0, draw.n), columns.Order());
            double At(int row, int other) => worth[(row * draw.n) + columns[other]];
            for (var i = 0; i < draw.n; i++)
            {
                for (var j = 0; j < draw.n; j++)
                {
                    Assert.True(At(i, i) + At(j, j) >= At(i, j) + At(j, i) - 1e-12);
                    for (var k = 0; k < draw.n; k++)
                    {
                        Assert.True(i == j || j == k || i == k || At(i, i) + At(j, j) + At(k, k) >= At(i, j) + At(j, k) + At(k, i) - 1e-12);
                    }
                }
            }
        },
        iter: Rounds.Of(20));

    // The last prices of the same matrix lead to the assignment at once; those of another, or any, lead there too.
    [Fact]
    public void Prices_to_begin_with_do_not_change_the_sum() => (
        from n in Gen.Int[1, 30] from worth in Gen.Double[0, 1].Array[n * n] from prices in Gen.Double[-2, 2].Array[n] from isRounded in Gen.Bool select (n, worth, prices, isRounded)).Sample(
        draw =>
        {
            var worth = draw.isRounded ? Array.ConvertAll(draw.worth, value => Math.Round(4 * value)) : draw.worth;
            double[] prices = [.. draw.prices];
            var sum = Sum(Assignment.Best(worth, draw.n));
            Assert.Equal(sum, Sum(Assignment.Best(worth, draw.n, prices)), 1e-12);
            Assert.Equal(sum, Sum(Assignment.Best(worth, draw.n, prices)), 1e-12);

            double Sum(int[] columns)
            {
                Assert.Equal(Enumerable.Range(0, draw.n), columns.Order());
                return columns.Select((column, row) => worth[(row * draw.n) + column]).Sum();
            }
        },
        iter: Rounds.Of(500));

    [Fact]
    public void What_is_not_finite_is_refused() =>
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => Assignment.Best([1, double.NaN, 0, 1], 2)).Message, StringComparison.Ordinal);

    private static double Greatest(double[] worth, int size, int row, int used) => row == size ? 0
        : Enumerable.Range(0, size).Where(column => (used >> column & 1) == 0)
            .Max(column => worth[(row * size) + column] + Greatest(worth, size, row + 1, used | (1 << column)));
}
