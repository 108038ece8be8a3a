using System.Text.RegularExpressions;
using Assay.Programs.Tests.Questions;
using Assay.Running;
using Assay.TestSupport;

namespace Assay.Programs.Tests.Assumptions;

/// <summary>The statements that Assay began with, each with the condition that its author left out.</summary>
public sealed class ThreadTests
{
    private const string Means = "static bool IsNearest(long twice, long m) => Math.Abs(2 * m - twice) <= 1; static long Floor(long twice) => twice >> 1; static long TowardZero(long twice) => twice / 2;";

    private static readonly string Kernels = string.Join('\n', Regex.Matches(
        File.ReadAllText(Path.Combine(Repository.Root, "gallery", "programs", "sorting-kernels.md")), "```asm.*?```", RegexOptions.Singleline).Select(match => match.Value + "\n"));

    [Theory]
    [InlineData("Kernel(a, b, c) == Sorted(a, b, c)", "", "b <= a || b <= c", "b <= a || b <= c")]
    [InlineData("Short(a, b, c) == Kernel(a, b, c)", "", "b < c || a <= c", "b < c || a <= c")]
    [InlineData("Short(a, b, c) == Sorted(a, b, c)", "", "(b <= a || b <= c) && (b < c || a <= c)", "b <= c && (b < c || a <= b)")]
    [InlineData("ShortGe(a, b, c) == Sorted(a, b, c)", "", "b <= c", "b <= c")]
    [InlineData("Renamed(a, b, c) == Sorted(a, b, c)", "assume: b < c\n", "a <= b", "a <= b")]
    [InlineData("TwoSteps(a, b, c) == Sorted(a, b, c)", "", "c >= Math.Min(a, b)", "a <= c || b <= c")]
    public void Kernels_hold_exactly_when(string claim, string assume, string expected, string found)
    {
        var (settlements, _) = Documents.Check($"{Kernels}\n```claim c\nfor-all: int a, int b, int c\n{assume}claim: {claim}\nfind: weakest assumption\nexpect: {expected}\n```\n");
        var answered = Assert.IsType<Answered>(settlements["c"]);
        Assert.Equal("weakest assumption", answered.Verdict.Finding?.What);
        Assert.Equal(found, answered.Verdict.Finding?.Text);
        Assert.True(answered.MeetsExpectedFinding);
        Assert.Contains("WeakOrders", answered.Verdict.Finding!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(byte)((sbyte)a / (sbyte)b) == (byte)(a / b)", "a == b || b == 1 || a <= sbyte.MaxValue && a <= byte.MaxValue - b")]
    [InlineData("(byte)((sbyte)a % (sbyte)b) == (byte)(a % b)", "a == b || a <= sbyte.MaxValue && a <= byte.MaxValue - b || a % b == 0 && byte.IsPow2(b)")]
    [InlineData("((sbyte)a < (sbyte)b) == (a < b)", "(a <= sbyte.MaxValue) == (b <= sbyte.MaxValue)")]
    [InlineData("(ulong)(long)(sbyte)a == (ulong)a", "a <= sbyte.MaxValue")]
    [InlineData("(byte)((sbyte)a >> b) == (byte)(a >> b)", "a <= sbyte.MaxValue || b % 32 == 0")]
    public void The_sign_does_not_matter_exactly_when(string claim, string expected)
    {
        var finding = Findings.Of($"for-all: byte a, byte b\nassume: b != 0 && !((sbyte)a == sbyte.MinValue && (sbyte)b == -1)\nclaim: {claim}");
        Assert.Equal(("weakest assumption", expected), (finding?.What, finding?.Text));
    }

    [Theory]
    [InlineData("int", "IsNearest((long)a + b, (a + b) / 2)", "a + b == (long)a + b")]
    [InlineData("uint", "IsNearest((long)a + b, (a + b) / 2)", "a <= uint.MaxValue - b")]
    [InlineData("int", "(a + b) / 2 == Floor((long)a + b)", "a + b == (long)a + b && ((a & 1) == (b & 1) || (long)a + b >= 0)")]
    [InlineData("int", "(a + b) / 2 == TowardZero((long)a + b)", "a + b == (long)a + b")]
    [InlineData("int", "IsNearest((long)a + b, a + (b - a) / 2)", "b - a == (long)b - a")]
    [InlineData("uint", "IsNearest((long)a + b, a + (b - a) / 2)", "a <= b")]
    [InlineData("int", "a + (b - a) / 2 == Floor((long)a + b)", "b - a == (long)b - a && (a < b || (a & 1) == (b & 1))")]
    [InlineData("int", "(a & b) + ((a ^ b) >> 1) == TowardZero((long)a + b)", "(a & 1) == (b & 1) || (long)a + b >= 0")]
    public void The_midpoint_is_right_exactly_when(string type, string claim, string expected)
    {
        var finding = Findings.Of($"for-all: {type} a, {type} b\nclaim: {claim}", Means);
        Assert.Equal(("weakest assumption", expected), (finding?.What, finding?.Text));
    }
}
