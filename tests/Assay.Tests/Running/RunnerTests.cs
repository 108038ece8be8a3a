using Assay.Claims;
using Assay.Running;
using Assay.TestSupport;

namespace Assay.Tests.Running;

public class RunnerTests
{
    private const int Timeout = 120_000;

    [Fact]
    public void A_fault_in_one_claim_leaves_the_others_alone()
    {
        var report = Run(new FakeDomain
        {
            Decide = (claim, _, _, _) => claim.Name == "second" ? throw new InvalidOperationException("no luck") : Samples.Answer(Samples.ProvedVerdict),
        });

        Assert.Equal([Standing.AsExpected, Standing.Faulted, Standing.AsExpected], report.Results.Select(result => result.Standing));
        Assert.Equal("InvalidOperationException: no luck", Assert.IsType<Faulted>(report.Results.ElementAt(1).Settlement).Message);
        Assert.Equal(ExitCodes.Fault, report.ExitCode);
    }

    [Fact]
    public void A_fault_while_understanding_is_a_fault_of_every_claim_of_that_domain()
    {
        var report = Run(new FakeDomain { Understanding = (_, _) => throw new NotSupportedException("later") });

        Assert.Equal(3, report.Results.Count(result => result.Standing == Standing.Faulted));
    }

    [Fact]
    public void Deep_recursion_of_a_decider_has_room()
    {
        var report = Run(new FakeDomain
        {
            Decide = (_, _, _, _) => Depth(200_000) == 200_000 ? Samples.Answer(Samples.ProvedVerdict) : new Faulted("lost"),
        });

        Assert.Equal(ExitCodes.AsExpected, report.ExitCode);
    }

    [Fact(Timeout = Timeout)]
    public Task Cancelling_keeps_what_is_settled_and_drops_the_rest() => Task.Run(() =>
    {
        using var source = new CancellationTokenSource();
        var report = Run(
            new FakeDomain
            {
                Decide = (claim, _, _, cancellation) =>
                {
                    if (claim.Name == "second")
                        source.Cancel();
                    cancellation.ThrowIfCancellationRequested();
                    return Samples.Answer(Samples.ProvedVerdict);
                },
            },
            source.Token);

        Assert.Equal(["first"], report.Results.Select(result => result.Claim.Name));
        Assert.True(report.WasInterrupted);
        Assert.Equal(ExitCodes.Interrupted, report.ExitCode);
    }, TestContext.Current.CancellationToken);

    [Fact]
    public void A_cancellation_that_nobody_asked_for_is_a_fault() =>
        Assert.All(
            Run(new FakeDomain { Decide = (_, _, _, _) => throw new OperationCanceledException() }).Results,
            result => Assert.Equal(Standing.Faulted, result.Standing));

    [Fact]
    public void A_claims_own_budget_wins_over_the_default_and_the_users_over_both()
    {
        var claim = Samples.Claim("c", ("claim", "true"), ("budget", "2 s, 8 seeds"));

        Assert.Equal((TimeSpan.FromSeconds(2), 8), Of(new RunOptions().BudgetOf(claim)));
        Assert.Equal(
            (TimeSpan.FromMinutes(1), 8),
            Of(new RunOptions { BudgetOverride = BudgetText.Parse("1 min", out _) }.BudgetOf(claim)));
        Assert.Equal(Budget.Default, new RunOptions().BudgetOf(Samples.Claim("c", ("claim", "true"))));

        static (TimeSpan, int?) Of(Budget budget) => (budget.Time, budget.Seeds);
    }

    [Fact]
    public void Problems_that_a_domain_finds_beside_claims_make_the_run_unusable()
    {
        var report = Run(new FakeDomain { Problems = [new Problem(new Place("doc.md", 2, 1), "';' expected.")] });

        Assert.Equal(ExitCodes.Unusable, report.ExitCode);
        Assert.Single(report.AllProblems);
    }

    [Theory]
    [InlineData("10 s", 10_000L)]
    [InlineData("500 ms", 500L)]
    [InlineData("1.5 min", 90_000L)]
    [InlineData("2h", 7_200_000L)]
    public void Budgets_are_read(string text, long milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), BudgetText.Parse(text, out _)?.Time);

    [Theory]
    [InlineData("", 0)]
    [InlineData("10", 0)]
    [InlineData("10 s,", 5)]
    [InlineData("1 s, 2 s", 5)]
    [InlineData("-1 s", 0)]
    [InlineData("1e9 s", 0)]
    [InlineData("99999 h", 0)]
    [InlineData("1.5 seeds", 0)]
    public void What_is_no_budget_is_refused_where_it_stands(string text, int offset)
    {
        Assert.Null(BudgetText.Parse(text, out var error));
        Assert.Equal(offset, error.Offset);
    }

    private static int Depth(int levels) => levels == 0 ? 0 : 1 + Depth(levels - 1);

    private static RunReport Run(FakeDomain domain, CancellationToken cancellation = default)
    {
        var text = string.Concat(new[] { "first", "second", "third" }.Select(name => Samples.Block(name, "claim: true")));
        var document = new ClaimDocumentReader([domain]).ReadText("doc.md", text);
        return new Runner([domain], new RunOptions()).Run([document], new Progress<ProgressReport>(), _ => { }, cancellation);
    }
}
