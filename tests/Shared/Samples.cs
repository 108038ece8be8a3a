using Assay.Claims;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.TestSupport;

/// <summary>Claims, verdicts and results to test with.</summary>
internal static class Samples
{
    public const string TripleFence = "```";

    public static Proved ProvedVerdict { get; } = new("Both sides are the same polynomial over the integers modulo 2^32.")
    {
        Covers = "all 2^32 values of x; arithmetic wraps",
        Decider = "ring",
        Attempts = [new Attempt("ring", "Equal as polynomials.", TimeSpan.FromMilliseconds(2))],
        Cost = TimeSpan.FromMilliseconds(3),
    };

    public static Example SortExample { get; } = new(
        [new("a", "int", "1"), new("b", "int", "1"), new("c", "int", "0")],
        Minimality.Proved,
        "The two sides differ.",
        [
            new("Sort3Short(a, b, c)", "(int, int, int)", "(0, 0, 1)"),
            new("Sorted(a, b, c)", "(int, int, int)", "(0, 1, 1)"),
        ],
        [
            new("Sort3Short", "line 12: mov edx, ecx", "edx", "0"),
            new("Sort3Short", "line 13: cmp eax, ecx", "CF", "false"),
            new("Sort3Short", "line 13: cmp eax, ecx", "ZF", "false"),
            new("Sort3Short", "line 14: cmovl edx, eax", "edx", "0"),
            new("Sorted", "line 30", "low", "0"),
        ]);

    public static Refuted RefutedVerdict { get; } = new("The statement is false for an input with a tie.", SortExample)
    {
        Covers = "all 2^96 inputs, ties included; arithmetic wraps",
        Decider = "weak orders",
        Attempts = [new Attempt("weak orders", "13 orders of three values tried; 2 fail.", TimeSpan.FromMilliseconds(1))],
        Finding = new Finding("weakest assumption", "(b <= a || b <= c) && (b < c || a <= c)", "Every input outside it is a counterexample, so none is weaker."),
        Cost = TimeSpan.FromMilliseconds(12),
    };

    public static Undecided UndecidedVerdict { get; } = new(
        "2^64 inputs are too many to try, and no decider found a proof.",
        "More time (--budget \"60 s\"), or a solver on the PATH: z3, cvc5 or bitwuzla.")
    {
        Covers = "all 2^64 values of a, b; arithmetic wraps",
        Decider = "portfolio",
        Attempts =
        [
            new Attempt("ring", "The sides differ as polynomials, which says nothing here.", TimeSpan.FromMilliseconds(1)),
            new Attempt("sampling", "No counterexample among 1,048,576 inputs, special values first.", TimeSpan.FromSeconds(1.5)),
            new Attempt("sat", "Ran out of time.", TimeSpan.FromSeconds(8.4)),
        ],
        Cost = TimeSpan.FromSeconds(10),
    };

    public static Supported SupportedVerdict { get; } = new(new Estimate("mean difference", 0.00131, -0.0007, 0.0033, 0.99, -0.0025, 64))
    {
        Covers = "64 seeds, equal steps",
        Decider = "paired bootstrap",
        Cost = TimeSpan.FromSeconds(125),
    };

    public static Settlement Answer(Verdict verdict) => new Answered(verdict);

    /// <summary>A refutation whose counterexample is this assignment.</summary>
    public static Refuted RefutedOn(string assignment) => RefutedVerdict with
    {
        Counterexample = SortExample with
        {
            Minimality = Minimality.Given,
            Inputs = [.. assignment.Split(", ").Select(part => part.Split(" = ")).Select(pair => new NamedValue(pair[0], "int", pair[^1]))],
        },
    };

    /// <summary>A claim of these entries, as read from <c>sort.md</c>.</summary>
    public static Claim Claim(string name, params (string Key, string Text)[] entries) =>
        new(name, new Place("sort.md", 7, 1), [.. entries.Select((entry, index) => Entry(entry.Key, entry.Text, 8 + index))]);

    public static Claim SortClaim(string? expect = null) => Claim(
        "the-short-kernel-sorts",
        [
            ("says", "The short kernel still sorts three integers."),
            ("for-all", "int a, int b, int c"),
            ("claim", "Sort3Short(a, b, c) == Sorted(a, b, c)"),
            .. expect is null ? Array.Empty<(string, string)>() : [("expect", expect)],
        ]);

    /// <summary>A claim block as it stands in Markdown.</summary>
    public static string Block(string name, params string[] lines) =>
        $"{TripleFence}claim {name}\n{string.Concat(lines.Select(line => line + "\n"))}{TripleFence}\n\n";

    private static ClaimEntry Entry(string key, string text, int line) =>
        new(key, new Place("sort.md", line, 1), ClaimText.Of(text, new Place("sort.md", line, key.Length + 3)));
}
