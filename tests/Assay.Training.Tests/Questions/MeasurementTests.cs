using Assay.Claims;
using Assay.Statistics;
using Assay.Training.Questions;

namespace Assay.Training.Tests.Questions;

/// <summary>How often statements that are neither true nor false by a hair are answered wrongly, and how soon clear ones are answered.</summary>
public sealed class MeasurementTests
{
    private const int Populations = 400;
    private const int Seeds = 100;

    // Of 400 populations at 90 %, 40 may go wrong; more than 58 would with a probability of 0.2 %.
    private const int MostWrong = 58;

    private static readonly Dictionary<string, Quantity> Quantities = new()
    {
        ["share"] = new("share", "", new(0, 1)),
        ["loss"] = new("loss", "", new(0, double.PositiveInfinity)),
    };

    [Theory]
    [InlineData("share(a.share > 0.7) >= 0.3", Seeds)]
    [InlineData("median(a.loss) >= 0.5", Seeds)]
    [InlineData("median(a.loss) <= 0.5", Seeds)]
    [InlineData("mean(a.share) >= 0.5", Seeds)]
    [InlineData("mean(a.loss) >= 0.5", 21)]
    [InlineData("mean(a.share) >= 0.5 && median(a.loss) <= 0.5", Seeds)]
    public void On_the_threshold_at_most_the_error_that_is_allowed_is_made(string text, int seeds)
    {
        var (yes, no) = (0, 0);
        for (var population = 0; population < Populations; population++)
        {
            var referee = Played(text, Even((ulong)population, 2), seeds);
            yes += referee.Holds == true ? 1 : 0;
            no += referee.Holds == false ? 1 : 0;
        }

        Assert.InRange(yes + no, 0, MostWrong);
    }

    [Theory]
    [InlineData("share(a.share > 0.1) >= 0.5", true)]
    [InlineData("median(a.loss) <= 0.2", false)]
    [InlineData("mean(a.share) >= 0.2", true)]
    [InlineData("mean(a.share) <= 0.2", false)]
    public void What_is_clear_is_answered_early(string text, bool answer)
    {
        for (var population = 0UL; population < 20; population++)
        {
            var referee = Played(text, Even(population, 3));
            Assert.Equal(answer, referee.Holds);
            Assert.InRange(referee.Seeds, Referee.LeastSeeds, 60);
        }
    }

    [Fact]
    public void The_interval_holds_the_truth_at_all_times()
    {
        var missed = 0;
        for (var population = 0UL; population < Populations; population++)
        {
            var (referee, draw, isMissed) = (Of("mean(a.share) >= 2"), Even(population, 4), false);
            for (var seed = 0; seed < 40; seed++)
            {
                referee.Add(_ => draw());
                var estimate = referee.Decisive.Estimate;
                isMissed |= estimate.Low > 0.5 || estimate.High < 0.5;
            }

            missed += isMissed ? 1 : 0;
        }

        Assert.InRange(missed, 0, MostWrong);
    }

    [Fact]
    public void Fewer_than_twenty_seeds_decide_nothing()
    {
        var referee = Of("share(a.share >= 0) >= 0.5 && mean(a.share) <= 0.9");
        for (var seed = 1; seed < Referee.LeastSeeds; seed++)
        {
            referee.Add(_ => 0);
            Assert.Null(referee.Holds);
        }

        referee.Add(_ => 0);
        Assert.True(referee.Holds);
        Assert.Null(Played("mean(a.loss) >= 0", () => 5, declared: 19).Holds);
    }

    [Fact]
    public void An_unbounded_mean_is_looked_at_once_when_all_seeds_are_there()
    {
        var (referee, draw) = (Of("mean(a.loss) >= 0.1", declared: 30), Even(1, 5));
        for (var seed = 0; seed < 30; seed++)
        {
            Assert.Null(referee.Holds);
            Assert.Equal(seed, referee.Seeds);
            referee.Add(_ => draw());
        }

        Assert.True(referee.Holds);
        Assert.InRange(referee.Decisive.Estimate.Value, referee.Decisive.Estimate.Low, referee.Decisive.Estimate.High);
    }

    [Theory]
    [InlineData("median(a.loss) > 0", 0, false)]
    [InlineData("median(a.loss) >= 0", 0, true)]
    [InlineData("median(a.loss) < 0", 0, false)]
    [InlineData("median(a.loss) <= 0", 0, true)]
    [InlineData("median(a.loss) > 0", 0.1, true)]
    public void A_strict_sign_is_not_met_by_the_threshold_itself(string statement, double value, bool holds) =>
        Assert.Equal(holds, Played(statement, () => value).Holds);

    [Theory]
    [InlineData("share(a.loss > 0) > 0")]
    [InlineData("share(a.loss == 0) < 1")]
    public void A_share_that_ends_at_its_bound_stays_open_for_a_strict_sign(string statement) => Assert.Null(Played(statement, () => 0).Holds);

    [Fact]
    public void A_median_over_infinite_losses_works_and_a_mean_is_none()
    {
        var turn = 0;
        double Some() => turn++ % 3 == 0 ? double.PositiveInfinity : 0.1;
        Assert.True(Played("median(a.loss) <= 0.5", Some).Holds);
        Assert.Null(Played("mean(a.loss) <= 0.5", Some).Holds);
        Assert.True(Played("share(a.loss < 1) >= 0.4", Some).Holds);
        Assert.Equal("share of seeds with a.loss <= 0.5 (median Infinity)", Played("median(a.loss) <= 0.5", () => double.PositiveInfinity).Decisive.Estimate.Quantity.Replace("∞", "Infinity", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_a_number_decides_nothing_and_breaks_nothing()
    {
        foreach (var text in new[] { "median(a.loss) <= 0.5", "median(a.loss) >= 0.5", "mean(a.loss) <= 0.5", "mean(clamp(a.loss, 0, 1)) <= 0.5", "mean(a.share) <= 0.5" })
        {
            var referee = Played(text, () => double.NaN);
            Assert.Null(referee.Holds);
            Assert.Null(referee.SeedsNeeded());
        }

        // One of twenty counts against the median on each side, and does not change the answer.
        var turn = 0;
        Assert.True(Played("median(a.loss) <= 0.5", () => turn++ % 20 == 0 ? double.NaN : 0.1).Holds);
        Assert.False(Played("median(a.loss) >= 0.5", () => turn++ % 20 == 0 ? double.NaN : 0.1).Holds);
    }

    // A condition on it is neither yes nor no, unless the rest of the condition settles it.
    [Theory]
    [InlineData("share(a.loss < 1) >= 0.5", null)]
    [InlineData("share(a.loss < 1) <= 0.5", null)]
    [InlineData("share(!(a.loss < 1)) <= 0.5", null)]
    [InlineData("share(a.loss != a.loss) <= 0.5", null)]
    [InlineData("share(a.loss < 1 && 1 < 0) <= 0.5", true)]
    [InlineData("share(1 < 0 && a.loss < 1) <= 0.5", true)]
    [InlineData("share(a.loss < 1 || 0 < 1) >= 0.5", true)]
    [InlineData("share(a.loss < 1 || 1 < 0) >= 0.5", null)]
    public void A_share_of_what_is_not_a_number_favours_neither_side(string text, bool? holds)
    {
        Assert.Equal(holds, Played(text, () => double.NaN).Holds);

        // One of twenty counts against both sides, and does not change the answer.
        var turn = 0;
        double Some() => turn++ % 20 == 0 ? double.NaN : 0.1;
        Assert.True(Played("share(a.loss < 1) >= 0.8", Some).Holds);
        Assert.False(Played("share(a.loss < 1) <= 0.8", Some).Holds);
        Assert.True(Played("share(a.loss > 1) <= 0.2", Some).Holds);
        Assert.Null(Played("share(a.loss > 1) <= 0.045", Some).Holds);
    }

    [Fact]
    public void Seeds_that_would_be_needed_are_foretold()
    {
        var (referee, draw) = (Of("mean(a.share) >= 0.45"), Even(3, 6));
        for (var seed = 0; seed < 30; seed++)
        {
            referee.Add(_ => draw());
        }

        Assert.Null(referee.Holds);
        var needed = Assert.NotNull(referee.SeedsNeeded());
        Assert.InRange(needed, 31, 10_000);

        var exact = Of("share(a.share > 0.5) >= 0.5");
        for (var seed = 0; seed < 30; seed++)
        {
            exact.Add(_ => seed % 2);
        }

        Assert.Null(exact.SeedsNeeded());
    }

    [Fact]
    public void Comparisons_and_families_share_the_error()
    {
        var text = ClaimText.Of("mean(a.share) >= 0 && mean(a.share) <= 1", new Place("f.md", 1, 1));
        var referee = Referee.Of(TrainingStatement.Read(text, ["a"], Quantities, null), 0.9, family: 5, declared: 64, bySignFlip: false);
        Assert.All(referee.Measurements, measurement => Assert.Equal(0.99, measurement.Estimate.Confidence, 1e-12));
    }

    private static Referee Played(string text, Func<double> draw, int declared = Seeds)
    {
        var referee = Of(text, declared);
        for (var seed = 0; seed < declared && referee.Holds is null; seed++)
        {
            var value = draw();
            referee.Add(_ => value);
        }

        return referee;
    }

    private static Referee Of(string text, int declared = Seeds) => Referee.Of(
        TrainingStatement.Read(ClaimText.Of(text, new Place("f.md", 1, 1)), ["a"], Quantities, null), 0.9, family: 1, declared, bySignFlip: false);

    private static Func<double> Even(ulong seed, ulong purpose)
    {
        var random = new Philox(seed, purpose);
        return () => random.NextUnit();
    }
}
