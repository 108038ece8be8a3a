using Assay.Claims;
using Assay.Running;
using Assay.TestSupport;

namespace Assay.Tests.Running;

public sealed class RunOptionsTests
{
    [Theory]
    [InlineData("budget: 1 h, 1000 seeds", null, 30, 100)]
    [InlineData("budget: 5 s, 10 seeds", null, 5, 10)]
    [InlineData("budget: 5 s", "2 min", 30, 100)]
    [InlineData("says: nothing", null, 10, 100)]
    public void No_claim_gets_more_than_the_most(string line, string? asked, int seconds, int seeds)
    {
        var options = new RunOptions
        {
            BudgetOverride = asked is null ? null : BudgetText.Parse(asked, out _),
            MostBudget = new Budget(TimeSpan.FromSeconds(30), 100L << 20, 100),
        };
        Assert.Equal(new Budget(TimeSpan.FromSeconds(seconds), 100L << 20, seeds), options.BudgetOf(Document($"```claim c\n{line}\nclaim: true\n```\n").Claims[0]));
    }

    [Fact]
    public void Each_claim_is_heard_of_before_the_next_is_begun()
    {
        var order = new List<string>();
        var domain = new FakeDomain
        {
            Decide = (claim, _, _, _) =>
            {
                order.Add($"decides {claim.Name}");
                return Samples.Answer(Samples.ProvedVerdict);
            },
        };
        var runner = new Runner([domain], new RunOptions { Settled = result => order.Add($"{result.Claim.Name} is settled") });
        var document = Document("```claim a\nclaim: true\n```\n\n```claim b\nclaim: true\n```\n");
        runner.Run([document], new Progress<ProgressReport>(_ => { }), _ => order.Add("all"), TestContext.Current.CancellationToken);
        Assert.Equal(["decides a", "a is settled", "decides b", "b is settled", "all"], order);
    }

    private static ClaimDocument Document(string text) => new ClaimDocumentReader([new FakeDomain()]).ReadText("t.md", text);
}
