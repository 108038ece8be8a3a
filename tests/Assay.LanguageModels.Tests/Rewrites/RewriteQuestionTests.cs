using Assay.Claims;
using Assay.LanguageModels.Models;
using Assay.LanguageModels.Rewrites;
using Assay.LanguageModels.Rewrites.Claims;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.LanguageModels.Tests.Rewrites;

/// <summary>Claims about rewrites, from their lines to their verdicts.</summary>
public sealed class RewriteQuestionTests
{
    private const string Lines = "model: endpoint\ntask: shorter = rewrite(kernels)";

    [Theory]
    [InlineData("share(shorter.right > 0) >= 1", true)]
    [InlineData("mean(shorter.right) > 0.99 && mean(shorter.unparsed) <= 0", true)]
    [InlineData("share(shorter.refuted > 0) > 0", false)]
    [InlineData("median(shorter.equal) < 1", false)]
    public void Who_knows_is_counted_and_not_estimated(string statement, bool holds)
    {
        var verdict = Assert.IsType<Answered>(Decide($"{Lines}\nclaim: {statement}", new ScriptedRewriter("knows", one => one.Right))).Verdict;
        var estimate = verdict is Supported supported ? supported.Estimate : ((Contradicted)verdict).Estimate;
        Assert.Equal(holds ? Outcome.Supported : Outcome.Contradicted, verdict.Outcome);
        Assert.Equal((estimate.Value, estimate.Value, 1.0, 8), (estimate.Low, estimate.High, estimate.Confidence, estimate.Samples));
        Assert.Contains("all 8 problems", verdict.Covers, StringComparison.Ordinal);
        Assert.Contains(verdict.Attempts, attempt => attempt.Decider == "swap" && attempt.Said == "equal and shorter, 3 to 1 instructions.");
    }

    [Theory]
    [InlineData("share(shorter.right > 0) >= 0.6", "Undecided")]
    [InlineData("share(shorter.right > 0) >= 0.4", "Supported")]
    [InlineData("share(shorter.unparsed > 0) > 0", "Contradicted")]
    public void What_is_undecided_may_come_out_either_way(string statement, string outcome)
    {
        var read = Of($"{Lines}\nclaim: {statement}");
        var plan = RewritePlan.Read(read, Budget.Default, new LanguageModelsOptions { Endpoint = () => new ScriptedRewriter("never", one => one.Right) });
        List<RewriteAnswer> answers = [.. plan.Problems.Select((problem, i) =>
            new DecidedRewrite(problem, "", problem.Original with { Length = 1 }, i < 4
                ? new Proved("") { Covers = "", Decider = "" } : new Undecided("late", "") { Covers = "", Decider = "" }))];
        Assert.Equal(outcome, $"{new RewriteJudgement(plan, "never", answers, TimeSpan.Zero).Verdict("Count").Outcome}");
    }

    [Theory]
    [InlineData("task: shorter = rewrite", "No model is named")]
    [InlineData("model: endpoint\ntask: shorter = rewrite(poems)", "no problems 'poems'")]
    [InlineData("model: endpoint\ntask: shorter = rewrite(kernels, 3)", "")]
    [InlineData("model: endpoint\ntask: short = rewrite", "keyword of C#")]
    [InlineData("model: endpoint\ntask: shorter = rewrite\ntask: once = redefinition", "one task")]
    [InlineData("model: endpoint\ntask: shorter = rewrite\nconfidence: 0.99", "nothing is estimated")]
    [InlineData("model: endpoint\ntask: shorter = rewrite\nassume: x > 0", "no meaning")]
    public void What_is_wrong_is_told(string lines, string wanted)
    {
        var problem = Assert.Single(Assert.IsType<Unusable>(Decide($"{lines}\nclaim: share(shorter.right > 0) >= 0.5", new ScriptedRewriter("knows", one => one.Right))).Problems);
        Assert.Contains(wanted, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_domain_tells_claims_about_rewrites_from_others()
    {
        IReadOnlyList<Claim> claims = [Of($"{Lines}\nclaim: share(shorter.right > 0) >= 0.5"), Of("model: endpoint\ntask: once = redefinition\nclaim: share(once.right > 0) >= 0.5")];
        var questions = new LanguageModelsDomain(new LanguageModelsOptions { Endpoint = () => new ScriptedRewriter("knows", one => one.Right) })
            .Understand(new ClaimDocument("claims.md", [], claims, []), claims, TestContext.Current.CancellationToken).Questions;
        Assert.Contains("8 problems, each asked once", questions[0].Explain(), StringComparison.Ordinal);
        Assert.DoesNotContain("problems", questions[1].Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_problem_is_replayed()
    {
        var question = new RewriteQuestion(Of($"{Lines}\nclaim: share(shorter.right > 0) >= 0.5"), new LanguageModelsOptions { Endpoint = () => new ScriptedRewriter("knows", one => one.Right) });
        var told = Assert.IsType<Undecided>(Assert.IsType<Answered>(question.Replay("problem = swap", TestContext.Current.CancellationToken)).Verdict);
        Assert.Contains("xchg eax, ebx", told.Reason, StringComparison.Ordinal);
        Assert.IsType<Unusable>(question.Replay("seed = 3", TestContext.Current.CancellationToken));
    }

    private static Settlement Decide(string lines, ILanguageModel model) =>
        new RewriteQuestion(Of(lines), new LanguageModelsOptions { Endpoint = () => model })
            .Decide(new Budget(TimeSpan.FromMinutes(5), 400 << 20), new Progress<ProgressReport>(), TestContext.Current.CancellationToken);

    private static Claim Of(string lines) => new("c", new Place("claims.md", 1, 1), [.. lines.Split('\n').Select((line, i) =>
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return new ClaimEntry(line[..colon], new Place("claims.md", i + 2, 1), ClaimText.Of(line[(colon + 1)..].Trim(), new Place("claims.md", i + 2, colon + 3)));
    })]);
}
