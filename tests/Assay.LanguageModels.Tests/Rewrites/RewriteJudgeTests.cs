using Assay.LanguageModels.Rewrites;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.LanguageModels.Tests.Rewrites;

public sealed class RewriteJudgeTests
{
    private static readonly RewriteProblem Absolute = Problem("static int Absolute(int x)\n{\n    if (x < 0)\n        return -x;\n    return x;\n}", "x <= 0");

    [Theory]
    [InlineData("static int Absolute(int x) => -x;", "Right")]
    [InlineData("static int Absolute(int x) { if (x < 0) return -x; return x; }", "NoShorter")]
    [InlineData("static int Absolute(int y) { if (y < 0) return -y; return y + 0 + 0; }", "NoShorter")]
    [InlineData("static int Absolute(int x) => ~x;", "Refuted")]
    [InlineData("static int Absolute(int x) => -x / (x == 0 ? 0 : 1);", "Refuted")]
    [InlineData("static int Absolute(int x) => Absolute(x);", "Unparsed")]
    [InlineData("static int Absolute(int x) { System.IO.File.Delete(\"/tmp/x\"); return -x; }", "Unparsed")]
    [InlineData("static int Absolute(int x) => Environment.TickCount;", "Unparsed")]
    [InlineData("static int Absolute(int x) => missing;", "Unparsed")]
    [InlineData("int Absolute(int x) => -x;", "Unparsed")]
    [InlineData("static unsafe int Absolute(int x) { int* p = &x; return -*p; }", "Unparsed")]
    [InlineData("I can not.", "Unparsed")]
    public void What_comes_back_is_decided(string code, string outcome) => Assert.Equal(outcome, $"{Judge(Absolute, code).Outcome}");

    [Fact]
    public void A_loop_without_end_is_cut_and_never_run()
    {
        var answer = Assert.IsType<DecidedRewrite>(Judge(Absolute, "static int Absolute(int x) { for (long i = 0; ; i++) { x ^= (int)i; } }", seconds: 1));
        Assert.IsType<Undecided>(answer.Verdict);
    }

    [Fact]
    public void A_compiler_message_is_told() =>
        Assert.Contains("'missing'", ((UnparsedRewrite)Judge(Absolute, "static int Absolute(int x) => missing;")).Why.Reason, StringComparison.Ordinal);

    [Fact]
    public void What_nothing_defines_does_not_count_as_equal()
    {
        var swap = RewriteProblems.Kernels.Single(problem => problem.Name == "swap");
        Assert.Equal(RewriteOutcome.Refuted, Judge(swap, "mov eax, ebx\nmov ebx, ecx").Outcome);
    }

    private static RewriteProblem Problem(string text, params string[] assumptions) => FunctionProblem.Of("test", "test.cs", text, assumptions).Problem!;

    private static RewriteAnswer Judge(RewriteProblem problem, string code, double seconds = 60) =>
        new RewriteJudge(Budget.Default with { Time = TimeSpan.FromSeconds(seconds) }).Of(problem, $"```\n{code}\n```", TestContext.Current.CancellationToken);
}
