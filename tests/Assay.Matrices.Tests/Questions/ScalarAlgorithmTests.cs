using Assay.Matrices.UnderTest;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Matrices.Tests.Questions;

/// <summary>The scalar algorithms under test: near the truth on matrices of good condition, and exactly reproducible.</summary>
public sealed class ScalarAlgorithmTests
{
    [Fact]
    public void They_are_near_the_truth_on_good_matrices() => Gen.Select(Gen.Int[1, 6], Gen.Int[0, 1_000_000], Gen.Bool).Sample(
        (size, seed, isFused) =>
        {
            var random = new Random(seed);
            var entries = new double[size, size];
            for (var i = 0; i < entries.Length; i++)
            {
                entries[i / size, i % size] = (2 * random.NextDouble()) - 1 + (i / size == i % size ? 2 * size : 0);
            }

            var (algorithms, exact) = (new ScalarAlgorithms(isFused), Matrix.Of(entries).Diagnose());
            var determinant = exact.Determinant!.Value.Approximation;
            Assert.Equal(1, algorithms.Det(entries) / determinant, 1e-12);
            Assert.Equal(size, algorithms.Rank(entries));
            var condition = exact.Analysis!.Conditioning!.Condition1!.Value;
            Assert.InRange(1 / algorithms.Rcond(entries), condition.Low * (1 - 1e-10), condition.High * (1 + 1e-10));
            var values = exact.Analysis.Conditioning.SingularValues!;
            foreach (var (i, value) in algorithms.SingularValues(entries).Index())
            {
                Assert.InRange(value, values[i].Low * (1 - 1e-12), values[i].High * (1 + 1e-12));
            }
        },
        iter: Rounds.Of(300));

    [Fact]
    public void Known_roundings_are_reproduced()
    {
        double[,] threes = { { 1, 1 }, { 3, 3 } };
        Assert.Equal(0, new ScalarAlgorithms(false).Det(threes));

        // 1/3 is rounded, and fused multiply-add shows by how much.
        Assert.Equal(-3 * Math.FusedMultiplyAdd(-(1.0 / 3), 3, 1), new ScalarAlgorithms(true).Det(threes));
        Assert.NotEqual(0, new ScalarAlgorithms(true).Det(threes));
    }

    [Fact]
    public void Empty_and_extreme_matrices_have_answers()
    {
        var algorithms = new ScalarAlgorithms(false);
        Assert.Equal(1, algorithms.Det(new double[0, 0]));
        Assert.Equal(0, algorithms.Rank(new double[2, 3]));
        Assert.Equal(1, algorithms.Rank(new[,] { { double.MaxValue } }));
        Assert.Equal(0, algorithms.Rcond(new double[2, 2]));
        Assert.Equal(double.PositiveInfinity, algorithms.Cond(new double[2, 2]));
    }
}
