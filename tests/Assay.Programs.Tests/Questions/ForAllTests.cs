using Assay.Testing;
using Assay.Verdicts;

namespace Assay.Programs.Tests.Questions;

public sealed class ForAllTests
{
    [Fact]
    public void Every_condition_of_a_long_assumption_bounds_its_variable() => Claim
        .ForAll(
            (int a, int b) => (a & b) + ((a ^ b) >> 1) <= Math.Max(a, b),
            assuming: (int a, int b) => a >= 0 && b >= 0 && b < 1000 && a < 1000)
        .ShouldHold();

    [Fact]
    public void A_true_lambda_is_proved() => Claim.ForAll((int a, int b) => a + b == b + a).ShouldHold();

    [Fact]
    public void A_false_lambda_is_refuted_with_the_smallest_input()
    {
        var refuted = Claim.ForAll((int x) => x + 1 > x).ShouldBeRefuted();
        Assert.Equal("2147483647", refuted.Counterexample!.Inputs[0].Value);
    }

    [Fact]
    public void The_failure_says_the_input()
    {
        var failure = Assert.Throws<ClaimFailedException>(() => Claim.ForAll((byte x) => x != 9).ShouldHold());
        Assert.Contains("x = 9", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_captured_number_is_taken_as_it_is()
    {
        var limit = 41;
        var refuted = Claim.ForAll((byte x) => x != limit).ShouldBeRefuted();
        Assert.Equal("41", refuted.Counterexample!.Inputs[0].Value);
    }

    [Fact]
    public void An_assumption_may_capture_another_number()
    {
        var (low, high) = (10, 20);
        Claim.ForAll((int x) => x * x < 401, assuming: (int x) => x >= low && x <= high).ShouldHold();
    }

    [Fact]
    public void A_method_is_read_as_well() => Claim.ForAll(IsSymmetric).ShouldHold();

    [Fact]
    public void An_assumption_that_nothing_meets_is_an_error() => Assert.Throws<NotSupportedException>(
        () => Claim.ForAll((int x) => x > 0, assuming: (int x) => x > 5 && x < 3));

    [Fact]
    public void A_parameter_that_is_not_supported_is_named() => Assert.Contains(
        "type string", Assert.Throws<NotSupportedException>(() => Claim.ForAll((string s) => s.Length > 0)).Message, StringComparison.Ordinal);

    private static bool IsSymmetric(short a, short b) => Math.Max(a, b) == Math.Max(b, a);
}
