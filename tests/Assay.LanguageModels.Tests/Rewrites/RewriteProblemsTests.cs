using Assay.LanguageModels.Rewrites;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.LanguageModels.Tests.Rewrites;

public sealed class RewriteProblemsTests
{
    public static TheoryData<string> Names { get; } = [.. RewriteProblems.All.Select(problem => problem.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_problem_has_a_shorter_answer_and_one_that_is_refuted(string name)
    {
        var problem = RewriteProblems.All.Single(problem => problem.Name == name);
        var (right, nearlyRight) = KnownRewrites.All[name];
        var proved = Judge(problem, right);
        Assert.Equal(RewriteOutcome.Right, proved.Outcome);

        var refuted = Judge(problem, nearlyRight);
        Assert.Equal(RewriteOutcome.Refuted, refuted.Outcome);
        Assert.NotNull(((Refuted)refuted.Verdict).Counterexample);
    }

    [Theory]
    [InlineData("power-of-two", "x != 0", "x = 0")]
    [InlineData("halve-even", "eax >= 0", "eax = -2")]
    public void Who_is_nearly_right_is_told_what_is_missing(string name, string wanted, string counterexample)
    {
        var problem = RewriteProblems.All.Single(problem => problem.Name == name);
        var verdict = (Refuted)Judge(problem, KnownRewrites.All[name].NearlyRight).Verdict;
        Assert.Equal(wanted, verdict.Finding!.Text);
        Assert.Equal(counterexample, string.Join(", ", verdict.Counterexample!.Inputs.Select(input => $"{input.Name} = {input.Value}")));
    }

    [Fact]
    public void Prompts_are_short_and_say_everything()
    {
        Assert.Equal(RewriteProblems.All.Count, RewriteProblems.All.Select(problem => problem.Name).Distinct().Count());
        Assert.All(RewriteProblems.All, problem =>
        {
            Assert.InRange(problem.Prompt.Length, 200, 900);
            Assert.Contains(problem.Original.Text.Trim(), problem.Prompt, StringComparison.Ordinal);
            Assert.All(problem.Assumptions, assumption => Assert.Contains(assumption, problem.Prompt, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void A_problem_that_no_input_meets_is_refused()
    {
        var (problem, _) = FunctionProblem.Of("none", "none.cs", "static int F(int x) => x;", ["x > 0", "x < 0"]);
        Assert.NotEmpty(new RewriteJudge(Budget.Default).Check(problem!, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("static int F(int x) => x; static int G(int x) => x;", "not one method")]
    [InlineData("static int F(int x) => x +;", "CS1525")]
    public void A_file_without_one_method_is_no_problem_to_solve(string text, string wanted)
    {
        var (problem, wrong) = FunctionProblem.Of("file", "file.cs", text, []);
        Assert.Null(problem);
        Assert.Contains(wanted, wrong!.Message, StringComparison.Ordinal);
    }

    private static DecidedRewrite Judge(RewriteProblem problem, string code) =>
        Assert.IsType<DecidedRewrite>(new RewriteJudge(Patient).Of(problem, $"```\n{code}\n```", TestContext.Current.CancellationToken));

    // What is proved must not depend on how slow the machine is.
    private static Budget Patient => Budget.Default with { Time = TimeSpan.FromMinutes(2) };
}
