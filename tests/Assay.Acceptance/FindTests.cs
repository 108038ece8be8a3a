using Assay.Running;
using Assay.TestSupport;

namespace Assay.Acceptance;

/// <summary>Claims that ask for the weakest assumption, from the document to the exit code.</summary>
public sealed class FindTests : IDisposable
{
    private const string Larger = "for-all: int a, int b\nclaim: Math.Max(a, b) == a";
    private const string Never = "for-all: int a, int b\nclaim: a + b + 1 == b + a";
    private const string Always = "for-all: int a, int b\nclaim: a + b == b + a";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Larger, null, ExitCodes.AsExpected)]
    [InlineData(Larger, "a >= b", ExitCodes.AsExpected)]
    [InlineData(Larger, "!(a < b) && b <= a", ExitCodes.AsExpected)]
    [InlineData(Larger, "a > b", ExitCodes.Differs)]
    [InlineData(Larger, "a >= b || a == 17", ExitCodes.Differs)]
    [InlineData(Larger, "true", ExitCodes.Differs)]
    [InlineData(Larger, "none", ExitCodes.Differs)]
    [InlineData(Larger, "a >= ", ExitCodes.Unusable)]
    [InlineData(Larger, "a >= c", ExitCodes.Unusable)]
    [InlineData(Never, null, ExitCodes.AsExpected)]
    [InlineData(Never, "none", ExitCodes.AsExpected)]
    [InlineData(Never, "a == b", ExitCodes.Differs)]
    [InlineData(Always, "true", ExitCodes.AsExpected)]
    [InlineData(Always, "none", ExitCodes.Differs)]
    [InlineData(Always, "a <= b", ExitCodes.Differs)]
    public void The_exit_code_says_whether_the_expectation_means_what_was_found(string claim, string? expected, int code)
    {
        var (actual, output) = Check(claim, expected);
        Assert.True(code == actual, output);
    }

    // They differ on the two prime factors of a random product alone, which nobody finds in that time.
    [Fact]
    public void A_comparison_that_is_not_settled_leaves_the_claim_open()
    {
        var (code, output) = Check(
            "for-all: ulong a, ulong b\nclaim: a < b",
            "a < b && (a < 2 || b < 2 || (UInt128)a * b != new UInt128(10750004486446729613, 9534403808900798165))",
            "--budget", "2 s");
        Assert.True(code == ExitCodes.Undecided, output);
    }

    [Fact]
    public void The_difference_to_the_expectation_is_shown_on_an_input() =>
        Assert.Contains("The expected one differs: on a = 0, b = 0 the claim holds", Flat(Check(Larger, "b < a").Output), StringComparison.Ordinal);

    [Fact]
    public void The_list_tells_a_sufficient_assumption_from_the_weakest()
    {
        _folder.Write("l.md", "```claim narrow\nfor-all: int x\nfind: weakest assumption\nclaim: (short)x == x\n```\n" +
            "```claim shifted\nfor-all: int x, int n\nfind: weakest assumption\nclaim: (x << n) >> n == x\n```\n");
        var output = RealTool.Run(["check", _folder.Root, "--no-store", "--budget", "4 s"]).Output;
        Assert.Contains("  x <= 32767 && x >= -32768  ", output, StringComparison.Ordinal);
        Assert.Contains("  sufficient: n % 32 == 0  ", output, StringComparison.Ordinal);
    }

    private (int Code, string Output) Check(string claim, string? expected, params string[] more)
    {
        var file = _folder.Write("c.md", $"```claim c\n{claim}\nfind: weakest assumption\n{(expected is null ? "" : $"expect: {expected}\n")}```\n");
        return RealTool.Run(["check", file, "--no-store", .. more]);
    }

    private static string Flat(string text) => string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
