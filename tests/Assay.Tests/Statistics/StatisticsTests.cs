using Assay.Statistics;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Tests.Statistics;

/// <summary>Published and computed numbers of statistics, and how often intervals hold in simulations.</summary>
public sealed class StatisticsTests
{
    // Computed by SciPy.
    [Theory]
    [InlineData(22, 60, 0.245941, 0.501031)]
    [InlineData(9, 60, 0.070956, 0.265740)]
    [InlineData(60, 60, 0.940371, 1)]
    [InlineData(51, 60, 0.734260, 0.929044)]
    [InlineData(5, 100, 0.016432, 0.112835)]
    [InlineData(0, 100, 0, 0.036217)]
    [InlineData(37, 2000, 0.013058, 0.025410)]
    [InlineData(350, 2000, 0.158583, 0.192375)]
    public void The_interval_of_Clopper_and_Pearson_is_exact(int successes, int trials, double low, double high)
    {
        var interval = Proportion.ClopperPearson(successes, trials, 0.95);
        Assert.Equal((low, high), (Math.Round(interval.Low, 6), Math.Round(interval.High, 6)));
    }

    [Fact]
    public void Chances_far_below_the_precision_of_one_are_not_zero() => Assert.Equal(Math.ScaleB(2, -60), Proportion.SignTest(0, 60), 1e-30);

    [Theory]
    [InlineData(5, 15, 0.041389)]
    [InlineData(10, 30, 0.0022214)]
    public void The_test_of_McNemar_is_exact(int wins, int losses, double p) => Assert.Equal(p, Proportion.SignTest(wins, wins + losses), 1e-6);

    [Theory]
    [InlineData(22, 60, 0.289164, 0.193666, 0.567123)]
    [InlineData(2, 60, 29.999222, 0.000694, 0.174011)]
    [InlineData(60, 60, 37.477957, 0.888302, 1)]
    [InlineData(700, 1000, 78.966930, 0.646985, 0.749662)]
    [InlineData(37, 2000, 1197.125225, 0.008940, 0.033084)]
    [InlineData(0, 100, 64.699598, 0, 0.073284)]
    public void The_sequence_of_a_proportion_has_known_values(int successes, int trials, double evidence, double low, double high)
    {
        Assert.Equal(evidence, ProportionSequence.LogEvidence(successes, trials, 0.5), 1e-6);
        var interval = ProportionSequence.Now(successes, trials, 0.95);
        Assert.Equal(low, interval.Low, 1e-6);
        Assert.Equal(high, interval.High, 1e-6);
    }

    // Abramowitz and Stegun, tables 26.1 and 26.2, and the tails to full precision.
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.841344746068542949)]
    [InlineData(-1.959963984540054, 0.025)]
    [InlineData(2.5758293035489004, 0.995)]
    [InlineData(-5, 2.866515718791939e-7)]
    [InlineData(-10, 7.619853024160527e-24)]
    public void The_normal_distribution_has_known_values(double z, double probability)
    {
        Assert.Equal(1, SpecialFunctions.NormalCdf(z) / probability, 1e-12);
        Assert.Equal(z, NormalQuantile.Of(probability), 1e-14 * Math.Abs(z));
    }

    [Fact]
    public void The_normal_quantile_inverts_the_distribution_to_the_last_digits() => Gen.Double[-300, -1e-9].Select(Math.Exp).Sample(
        probability =>
        {
            var quantile = NormalQuantile.Of(probability);

            // Where the density is small, the last digit of a quantile makes many of its probability.
            Assert.Equal(1, SpecialFunctions.NormalCdf(quantile) / probability, 1e-14 * (1 + (quantile * quantile)));
            var distance = Math.ScaleB(Math.Floor(Math.ScaleB(probability, 50)), -51);
            Assert.Equal(-NormalQuantile.Of(0.5 - distance), NormalQuantile.Of(0.5 + distance));
        },
        iter: Rounds.Of(20_000));

    [Fact]
    public void The_gamma_function_is_the_factorial()
    {
        var logarithm = 0.0;
        for (var i = 1; i < 60; i++)
        {
            Assert.Equal(logarithm, SpecialFunctions.LogGamma(i), 1e-11 * Math.Max(1, logarithm));
            logarithm += Math.Log(i);
        }

        Assert.Equal(Math.Log(Math.Sqrt(Math.PI)), SpecialFunctions.LogGamma(0.5), 1e-14);
    }

    // By chance the true mean leaves the interval at some sample size in at most one of twenty runs.
    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void A_betting_sequence_holds_at_all_sample_sizes(double mean)
    {
        var (misses, runs) = (0, 400);
        for (var run = 0; run < runs; run++)
        {
            var random = new Philox((ulong)run, 3);
            var sequence = new BettingSequence(-1, 1, 0.95);
            var hasMissed = false;
            for (var i = 0; i < 300; i++)
            {
                sequence.Add(Uniform(random) < mean ? 1 : -1);
                hasMissed |= !sequence.Interval.Contains((2 * mean) - 1);
            }

            misses += hasMissed ? 1 : 0;
            Assert.True(sequence.Interval.High - sequence.Interval.Low < 0.5);
        }

        Assert.True(Proportion.LowerBound(misses, runs, 0.999) <= 0.05, $"{misses} of {runs}");
    }

    [Fact]
    public void A_sequence_of_a_proportion_holds_at_all_sample_sizes()
    {
        var (misses, runs) = (0, 1000);
        for (var run = 0; run < runs; run++)
        {
            var random = new Philox((ulong)run, 4);
            var sequence = new ProportionSequence(0.95);
            for (var i = 0; i < 120; i++)
            {
                sequence.Add(Uniform(random) < 0.3);
            }

            misses += sequence.Interval.Contains(0.3) ? 0 : 1;
        }

        Assert.True(Proportion.LowerBound(misses, runs, 0.999) <= 0.05, $"{misses} of {runs}");
    }

    // Small differences without noise are told after few numbers: equal arms have no variance.
    [Fact]
    public void Equal_numbers_narrow_a_betting_sequence_fast()
    {
        var sequence = new BettingSequence(-1, 1, 0.99);
        for (var i = 0; i < 200; i++)
        {
            sequence.Add(0);
        }

        Assert.True(sequence.Interval is { Low: > -0.1, High: < 0.1 } && sequence.Interval.Contains(0));
    }

    [Fact]
    public void Signs_are_flipped_exactly_where_that_is_possible()
    {
        // All eight sign patterns of 1, 2, 3: sums 6, 4, 2, 0, 0, -2, -4, -6.
        Assert.Equal(1 / 8.0, SignFlip.Greater([1, 2, 3], 0, 0));
        Assert.Equal(2 / 8.0, SignFlip.Greater([-1, 2, 3], 0, 0));
        Assert.Equal(1, SignFlip.Greater([0, 0], 0, 0));
        Assert.Equal(1 / 4.0, SignFlip.Greater([-1, -1], -2, 0));
        double[] many = [.. Enumerable.Range(0, 40).Select(i => i % 4 == 0 ? -1.0 : 1)];
        Assert.InRange(SignFlip.Greater(many, 0, 7), 0.0005, 0.003);
        Assert.Equal(SignFlip.Greater(many, 0, 7), SignFlip.Greater(many, 0, 7));
    }

    [Fact]
    public void A_sign_flip_test_errs_no_more_often_than_its_level()
    {
        var (rejected, runs) = (0, 1000);
        for (var run = 0; run < runs; run++)
        {
            var random = new Philox((ulong)run, 5);
            rejected += SignFlip.Greater([.. Enumerable.Range(0, 10).Select(_ => Uniform(random) - 0.5)], 0, (ulong)run) <= 0.05 ? 1 : 0;
        }

        Assert.True(Proportion.ClopperPearson(rejected, runs, 0.999) is { Low: <= 0.05, High: >= 0.04 }, $"{rejected} of {runs}");
    }

    [Fact]
    public void A_bootstrap_interval_holds_about_as_often_as_it_says()
    {
        var (held, runs) = (0, 200);
        for (var run = 0; run < runs; run++)
        {
            var random = new Philox((ulong)run, 6);
            held += Bootstrap.Mean([.. Enumerable.Range(0, 30).Select(_ => -Math.Log(1 - Uniform(random)))], 0.9, (ulong)run).Contains(1) ? 1 : 0;
        }

        Assert.InRange(held, 160, 195);
        Assert.Equal(new Interval(3, 3), Bootstrap.Mean([3, 3, 3], 0.9, 1));
    }

    [Fact]
    public void A_family_is_adjusted_step_by_step()
    {
        Assert.Equal([0.03, 0.06, 0.06, 0.02], Holm.Adjust([0.01, 0.04, 0.03, 0.005]).Select(p => Math.Round(p, 10)));
        Assert.Equal([1.0], Holm.Adjust([1.0]));
    }

    private static double Uniform(Philox random) => (random.Next() >> 11) * (1.0 / (1UL << 53));
}
