using Assay.Claims;
using Assay.Running;
using Assay.TestSupport;
using Assay.Verdicts;

namespace Assay.Tests.Reporting;

/// <summary>Runs to report.</summary>
internal static class Runs
{
    /// <summary>A run over one document.</summary>
    public static RunReport Of(params ClaimResult[] results) =>
        new([new DocumentResult(new ClaimDocument("sort.md", [], [.. results.Select(result => result.Claim)], []), results)], [], TimeSpan.FromMilliseconds(20), false);

    /// <summary>One result of every kind, and what becomes of each where another one was expected.</summary>
    public static RunReport OfEverything() => Of(
        Result("proved", "proved", Samples.Answer(Samples.ProvedVerdict)),
        Result("refuted", "refuted", Samples.Answer(Samples.RefutedVerdict)),
        Result("refuted-instead", "proved", Samples.Answer(Samples.RefutedVerdict)),
        Result("proved-instead", "refuted", Samples.Answer(Samples.ProvedVerdict)),
        Result("supported", "supported", Samples.Answer(Samples.SupportedVerdict)),
        Result("contradicted-instead", "supported", Samples.Answer(Contradiction)),
        Result("undecided", "undecided", Samples.Answer(Samples.UndecidedVerdict)),
        Result("open", "proved", Samples.Answer(Samples.UndecidedVerdict)),
        Result("unusable", "proved", new Unusable([new Problem(new Place("sort.md", 9, 4), "Unknown name 'y'.", "Did you mean 'x'?")])),
        Result("fault", "proved", new Faulted("two deciders disagree")));

    /// <summary>What a measurement against the claim looks like.</summary>
    public static Contradicted Contradiction { get; } = new(Samples.SupportedVerdict.Estimate) { Covers = "64 seeds", Decider = "paired bootstrap" };

    /// <summary>A run in which any text stands wherever a user's text may stand.</summary>
    public static RunReport Saying(string text)
    {
        var example = new Example([new NamedValue(text, text, text)], Minimality.Found, text, [new NamedValue(text, text, text)], [new TraceStep(text, text, text, text)]) { Unknowns = [new NamedValue(text, text, text)] };
        var refuted = new Refuted(text, example) { Covers = text, Decider = text, Finding = new Finding(text, text, text), Attempts = [new Attempt(text, text, TimeSpan.Zero)] };
        var claim = Samples.Claim("any-text", ("says", text), ("claim", text), ("expect", "proved"));
        var report = Of(
            new ClaimResult(claim, Samples.Answer(refuted), TimeSpan.Zero),
            new ClaimResult(claim, new Faulted(text) { Stack = text }, TimeSpan.Zero),
            new ClaimResult(claim, Samples.Answer(Samples.ProvedVerdict with { Reason = text, Certificates = [text] }), TimeSpan.Zero));
        return report with { Problems = [new Problem(new Place("sort.md", 1, 2), text, text)] };
    }

    /// <summary>The command line that replays a claim.</summary>
    public static string Replay(Claim claim) => $"assay replay {claim.Reference}";

    private static ClaimResult Result(string name, string expect, Settlement settlement)
    {
        var claim = Samples.Claim(name, ("says", "The short kernel still sorts."), ("claim", "Short(a, b) == Sorted(a, b)"), ("expect", expect));
        return new ClaimResult(claim, settlement, TimeSpan.FromMilliseconds(15));
    }
}
