using Assay.Claims;
using Assay.Statistics;
using Assay.Training.Questions;

namespace Assay.Training.Tests.Questions;

/// <summary>Statements over seeds: what is read, and what is refused where.</summary>
public sealed class StatementTests
{
    private static readonly Dictionary<string, Quantity> Quantities = new()
    {
        ["share"] = new("share", "", new(0, 1)),
        ["loss"] = new("loss", "", new(0, double.PositiveInfinity)),
        ["signed"] = new("signed", "", new(-2, 3)),
        ["below"] = new("below", "", new(-4, -1)),
    };

    [Theory]
    [InlineData("mean(a.share) >= 0.5", true, 0.5)]
    [InlineData("mean(a.share) > 0.5", true, 0.5)]
    [InlineData("mean(a.share) <= 0.5", false, 0.5)]
    [InlineData("0.5 <= mean(a.share)", true, 0.5)]
    [InlineData("0.5 > mean(a.share)", false, 0.5)]
    [InlineData("((mean(a.share))) >= (-(margin))", true, -0.25)]
    public void A_comparison_may_be_reversed(string text, bool isAtLeast, double threshold)
    {
        var comparison = Assert.Single(Read(text));
        Assert.Equal((Aggregate.Mean, isAtLeast, threshold), (comparison.Aggregate, comparison.IsAtLeast, comparison.Threshold));
        Assert.Equal("mean(a.share)", comparison.Text);
    }

    [Fact]
    public void Equivalence_means_both_sides()
    {
        foreach (var text in new[] { "abs(mean(a.share - b.share)) <= margin", "margin >= abs((mean(a.share - b.share)))" })
        {
            var both = Read(text);
            Assert.Equal([(true, -0.25), (false, 0.25)], both.Select(comparison => (comparison.IsAtLeast, comparison.Threshold)));
        }

        Assert.Equal(3, Read("(abs(median(a.loss - b.loss)) <= 1) && share(a.loss < 1 || !(b.loss >= 2)) >= 0.9").Count);
    }

    [Theory]
    [InlineData("mean(a.share) + 1", 1, "A statement compares the mean, median or share of something with a number.")]
    [InlineData("mean(a.share) - 0.5", 1, "A statement compares the mean, median or share of something with a number.")]
    [InlineData("mean(a.share) >= 0 || mean(b.share) >= 0", 1, "A statement compares the mean, median or share of something with a number.")]
    [InlineData("mean(a.share) == 0", 1, "A statement compares the mean, median or share of something with a number.")]
    [InlineData("mean(a.share) >= 0 && true", 23, "A statement compares the mean, median or share of something with a number.")]
    [InlineData("mean(0.5) >= 0.2", 6, "This is the same in every run: nothing is measured.")]
    [InlineData("share(1 > 0) >= 0.2", 7, "This is the same in every run: nothing is measured.")]
    [InlineData("mean(a.share) >= 0 && abs(mean(1 + 2)) <= 4", 32, "This is the same in every run: nothing is measured.")]
    [InlineData("a.share >= 0.5", 1, "Neither side is the mean, median or share of something over seeds.")]
    [InlineData("mean(a.share) >= mean(b.share)", 1, "Both sides are aggregates over seeds.")]
    [InlineData("abs(mean(a.share)) >= 0.1", 1, "abs(...) of an aggregate can be claimed to be at most a positive number.")]
    [InlineData("abs(mean(a.share)) <= -0.1", 1, "abs(...) of an aggregate can be claimed to be at most a positive number.")]
    [InlineData("2 * mean(a.share) >= 1", 1, "The side that is measured is to be one of mean(...), median(...), share(...).")]
    [InlineData("mean(a.share, b.share) >= 1", 1, "'mean' takes one expression.")]
    [InlineData("mean() >= 1", 1, "'mean' takes one expression.")]
    [InlineData("mean(a.share < 1) >= 1", 6, "'mean' takes a number, and this is true or false.")]
    [InlineData("share(a.share) >= 1", 7, "'share' takes a condition.")]
    [InlineData("share(a.share < 1) >= 1.5", 1, "A share lies between 0 and 1.")]
    [InlineData("mean(mean(a.share)) >= 1", 6, "An aggregate stands within another.")]
    [InlineData("mean(sqr(a.share)) >= 1", 6, "There is no function 'sqr'.")]
    [InlineData("mean(max(a.share)) >= 1", 6, "'max' takes 2 numbers.")]
    [InlineData("mean(abs(a.share, 1)) >= 1", 6, "'abs' takes 1 number.")]
    [InlineData("mean(c.share) >= 1", 6, "There is no arm 'c'.")]
    [InlineData("mean(a.shore) >= 1", 8, "There is no quantity 'shore'.")]
    [InlineData("mean(a.share) >= b.share", 18, "Here a number is needed.")]
    [InlineData("mean(a.share) >= limit", 18, "'limit' is no number.")]
    [InlineData("mean(a.share) >= \"1\"", 18, "Here a number is needed.")]
    [InlineData("mean(a) >= 1", 6, "'a' is no number.")]
    [InlineData("mean(a.share ? 1 : 2) >= 1", 6, "This is no expression over quantities of arms.")]
    [InlineData("mean(a.b.share) >= 1", 6, "This is no expression over quantities of arms.")]
    [InlineData("mean(a.share >= 1", 18, "CS1026: ) expected.")]
    public void What_cannot_be_claimed_is_refused_at_its_place(string text, int column, string message)
    {
        var problem = Assert.Throws<TrainingException>(() => Read(text)).Problem;
        Assert.Equal((column, message), (problem.Place.Column, problem.Message));
    }

    [Fact]
    public void A_margin_has_to_be_declared()
    {
        var text = ClaimText.Of("mean(a.share) >= -margin", new Place("f.md", 3, 8));
        var problem = Assert.Throws<TrainingException>(() => TrainingStatement.Read(text, ["a"], Quantities, null)).Problem;
        Assert.Equal((3, 26, "The claim has no margin."), (problem.Place.Line, problem.Place.Column, problem.Message));
    }

    [Fact]
    public void Deep_nesting_is_refused_and_no_fault()
    {
        foreach (var (open, close) in new[] { ("(", ")"), ("abs(", ")"), ("- ", "") })
        {
            var text = $"mean({string.Concat(Enumerable.Repeat(open, 300))}a.share{string.Concat(Enumerable.Repeat(close, 300))}) >= 0";
            Assert.Equal("This is nested too deeply.", Assert.Throws<TrainingException>(() => Read(text)).Problem.Message);
        }
    }

    [Fact]
    public void Ranges_contain_every_value()
    {
        var random = new Philox(11, 5);
        for (var trial = 0; trial < 3000; trial++)
        {
            var expression = Drawn(random, 3);
            var range = Evaluation.Range(expression);
            Assert.False(double.IsNaN(range.Low) || double.IsNaN(range.High) || range.Low > range.High);
            for (var sample = 0; sample < 10; sample++)
            {
                var value = Evaluation.Of(expression, measured => Sample(measured.Quantity.Range, random));
                var slack = 1e-9 * Math.Max(1, Math.Abs(value));
                Assert.True(double.IsNaN(value) || value == range.Low || value == range.High || (range.Low - slack <= value && value <= range.High + slack), $"{value} beyond {range}: {Written(expression)}");
            }
        }
    }

    [Fact]
    public void Ranges_are_no_wider_than_they_need_be()
    {
        Assert.Equal(new Interval(-1, 1), Range("mean(a.share - b.share) >= 0"));
        Assert.Equal(new Interval(0, 3), Range("mean(abs(a.signed)) >= 0"));
        Assert.Equal(new Interval(-1, 0.5), Range("mean(clamp(a.loss - b.loss, -1, 0.5)) >= 0"));
        Assert.Equal(new Interval(-6, 4), Range("mean(a.signed * 2 - a.share * 2) >= 0") with { High = 4 });
        Assert.Equal(new Interval(1, 4), Range("mean(-a.below) >= 0"));
        Assert.Equal(new Interval(-3, 2), Range("mean(a.signed / -1) >= 0"));
    }

    private static Interval Range(string text) => Evaluation.Range(Read(text)[0].Expression);

    private static IReadOnlyList<Comparison> Read(string text) => TrainingStatement.Read(ClaimText.Of(text, new Place("f.md", 1, 1)), ["a", "b"], Quantities, 0.25);

    private static Expression Drawn(Philox random, int depth)
    {
        if (depth == 0 || random.Below(5) == 0)
        {
            return random.Below(4) == 0 ? new Constant(random.Below(9) - 4) : new Measured("a", Quantities.Values.ElementAt(random.Below(4)));
        }

        var sign = (Operator)random.Below((int)Operator.Not + 1);
        var count = sign switch { Operator.Negate or Operator.Abs or Operator.Log or Operator.Sqrt or Operator.Not => 1, Operator.Clamp => 3, _ => 2 };
        return new Operation(sign, [.. Enumerable.Range(0, count).Select(_ => Drawn(random, depth - 1))]);
    }

    // The ends are as likely as all between them.
    private static double Sample(Interval range, Philox random) => random.Below(3) switch
    {
        0 => range.Low,
        1 => range.High,
        _ => range.Low + (Math.Min(range.High - range.Low, 50) * random.Below(1000) / 999.0),
    };

    private static string Written(Expression expression) => expression switch
    {
        Operation operation => $"{operation.Operator}({string.Join(", ", operation.Operands.Select(Written))})",
        Measured measured => measured.Quantity.Name,
        _ => ((Constant)expression).Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
