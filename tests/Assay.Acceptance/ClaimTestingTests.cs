using Assay.TestSupport;
using Assay.Testing;
using Assay.Verdicts;

namespace Assay.Acceptance;

/// <summary>Claims within tests of users: <c>Claim.ForAll(...).ShouldHold()</c>.</summary>
public sealed class ClaimTestingTests : IDisposable
{
    private const string Max = """
        static int Max(int a, int b)
        {
            return a > b ? a : b;
        }

        static int MaxByMask(int a, int b)
        {
            int difference = a - b;
            return a - (difference & (difference >> 31));
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_true_passes()
    {
        Claim.ForAll("int x", "x + 1 > x").Assuming("x < int.MaxValue").ShouldHold(Cancellation);
        Claim.ThereIs("int x", "x * x == 49").ShouldHold(Cancellation);
        Claim.ForAll("T x, T y", "(x ^ y) == (x | y) - (x & y)").ForTypes("T = sbyte, short").ShouldHold(Cancellation);
        Claim.ForAll("int a, int b", "Max(a, b) >= a && Max(a, b) >= b").WithCode(Max).ShouldHold(Cancellation);
        Claim.ForAll("int x", "x * 2 / 2 == x").Checked().ShouldBeRefuted(Cancellation);
        Claim.Equal("Max", "MaxByMask").WithCode(Max).ShouldBeRefuted(Cancellation);
        Assert.IsType<Proved>(Claim.ForAll("int x", "(x & 1) <= 1").Decide(Cancellation));
    }

    [Fact]
    public void A_lambda_tells_as_much()
    {
        Claim.ForAll((int a, int b) => a + b == b + a).ShouldHold();
        var message = Message(() => Claim.ForAll((int a, int b) => (a + b) / 2 >= a, assuming: (int a, int b) => a <= b).ShouldHold());
        Assert.StartsWith("The claim was to be proved.\n\n✗ refuted", message, StringComparison.Ordinal);
        Assert.Contains("a = 1073741824, b = 1073741824", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_false_fails_with_the_smallest_counterexample_and_the_weakest_assumption()
    {
        var message = Message(() => Claim.ForAll("int a, int b", "(a + b) / 2 >= a").Assuming("a <= b").Within("2 min").ShouldHold(Cancellation));
        Assert.StartsWith("The claim was to be proved.\n\n✗ refuted", message, StringComparison.Ordinal);
        Assert.Contains("a = 1073741824, b = 1073741824", message, StringComparison.Ordinal);
        Assert.Contains("weakest assumption: a < 0 || a + b == (long)a + b", message, StringComparison.Ordinal);

        message = Message(() => Claim.Equal("Max", "MaxByMask").WithCode(Max).ShouldHold(Cancellation));
        Assert.Contains("MaxByMask", message, StringComparison.Ordinal);
        Assert.StartsWith("The claim was to be refuted.", Message(() => Claim.ForAll("int x", "x == x").ShouldBeRefuted(Cancellation)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_open_does_not_pass()
    {
        // Products of three unknowns, in a moment: nobody decides that.
        var hard = Claim.ForAll("long a, long b, long c", "a * b * c % 1000003 != 17 || a * a + b * b != c * c * c + 12345").Within("50 ms");
        Assert.Contains("undecided", Message(() => hard.ShouldHold(Cancellation)), StringComparison.Ordinal);
        Assert.Throws<ClaimFailedException>(() => hard.ShouldBeRefuted(Cancellation));
    }

    [Theory]
    [InlineData("int x", "x +", "claim:1:")]
    [InlineData("integer x", "x == x", "for-all:1:1")]
    [InlineData("int x", "Nowhere(x) == x", "Nowhere")]
    public void What_cannot_be_understood_says_where(string inputs, string statement, string part)
    {
        var message = Message(() => Claim.ForAll(inputs, statement).ShouldHold(Cancellation));
        Assert.StartsWith("The claim cannot be decided.", message, StringComparison.Ordinal);
        Assert.Contains(part, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_and_claims_are_read_from_files_beside_the_test()
    {
        var source = _folder.Write("Tests.cs", "");
        _folder.Write("max.cs", Max);
        Claim.ForAll("int a, int b", "Max(a, b) == Max(b, a)").WithCodeIn("max.cs", source).ShouldHold(Cancellation);
        Assert.Contains("gone.cs", Message(() => Claim.ForAll("int a", "a == a").WithCodeIn("gone.cs", source).ShouldHold(Cancellation)), StringComparison.Ordinal);

        _folder.Write("claims.md", Samples.Block("right", "for-all: int x\nclaim: x == x") + "\n\n" + Samples.Block("wrong", "for-all: int x\nclaim: x + 1 > x\nexpect: refuted"));
        ClaimFile.ShouldComeOutAsExpected("claims.md", Cancellation, source);
        _folder.Write("claims.md", Samples.Block("wrong", "for-all: int x\nclaim: x + 1 > x"));
        var message = Message(() => ClaimFile.ShouldComeOutAsExpected("claims.md", Cancellation, source));
        Assert.StartsWith("1 of 1 claims of claims.md did not come out as expected.", message, StringComparison.Ordinal);
        Assert.Contains("x = 2147483647", message, StringComparison.Ordinal);
        _folder.Write("empty.md", "# Nothing");
        Assert.ThrowsAny<ClaimFailedException>(() => ClaimFile.ShouldComeOutAsExpected("empty.md", Cancellation, source));
        Assert.ThrowsAny<ClaimFailedException>(() => ClaimFile.ShouldComeOutAsExpected("gone.md", Cancellation, source));
    }

    [Fact]
    public void Cancelling_is_no_failure()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Claim.ForAll("int x", "x == x").ShouldHold(cancelled.Token));
    }

    [Fact]
    public void Test_frameworks_see_a_failed_assertion() =>
        Assert.Contains(typeof(ClaimFailedException).GetInterfaces(), one => one.Name == "IAssertionException");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Message(Action test) => Assert.Throws<ClaimFailedException>(test).Message;
}
