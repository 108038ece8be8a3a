using Assay.Claims;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Reporting.Notices;

/// <summary>What became of claims, as notices.</summary>
internal static class ClaimNotices
{
    /// <summary>The notices of a document, problems first, then claims in their order.</summary>
    public static IEnumerable<Notice> Of(DocumentResult document, Func<Claim, string?> replay) =>
        document.Document.Problems.Select(Notice.Of).Concat(document.Results.SelectMany(result => Of(result, replay(result.Claim))));

    /// <summary>The notices of a claim: one, or where it cannot be used one for each problem.</summary>
    public static IEnumerable<Notice> Of(ClaimResult result, string? replay)
    {
        if (result is { Settlement: Unusable unusable, Standing: Standing.Unusable })
            return unusable.Problems.Select(problem => Notice.Of(problem with { Claim = result.Claim.Name }) with { Rule = "unusable" });

        var word = Wording.Word(result.Settlement);
        return [new Notice(word, KindOf(result), result.Claim.Place, LastLine(result.Claim), $"{result.Claim.Name}: {word}", Text(result, replay)) { Claim = result.Claim.Name }];
    }

    private static NoticeKind KindOf(ClaimResult result) => (result.Standing, result.Settlement) switch
    {
        (Standing.AsExpected, _) => NoticeKind.Pass,
        (Standing.Open or Standing.Interrupted, _) => NoticeKind.Open,
        (_, Answered { Verdict: Supported or Contradicted }) => NoticeKind.Warning,
        _ => NoticeKind.Error,
    };

    private static int LastLine(Claim claim) =>
        claim.Entries.SelectMany(entry => entry.Value.Places).Select(place => place.Line).Append(claim.Place.Line).Max();

    private static string Text(ClaimResult result, string? replay)
    {
        List<string> lines = [result.Claim.Says ?? result.Claim.Find("claim")?.Text ?? result.Claim.Name];
        if (new ResultLine(result).Contrast is { } contrast)
            lines.Add($"{Capital(Wording.Word(result.Settlement))}; {contrast}.");
        switch (result.Settlement)
        {
            case Answered answered:
                Add(lines, answered);
                break;
            case Unusable unusable:
                lines.AddRange(unusable.Problems.Select(problem => problem.ToString()));
                break;
            case Faulted faulted:
                lines.Add($"This is a fault of Assay, not of your claim: {faulted.Message}");
                break;
        }

        if (replay is not null && result.Settlement is not Unusable)
            lines.Add($"Replay: {replay}");
        return string.Join('\n', lines);
    }

    private static void Add(List<string> lines, Answered answered)
    {
        var verdict = answered.Verdict;
        if (Wording.ReasonOf(verdict) is { Length: > 0 } reason)
            lines.Add(reason);
        if (verdict is Undecided undecided)
            lines.Add(undecided.WhatWouldHelp);
        if (Wording.EstimateOf(verdict) is { } estimate)
            lines.Add($"Measured: {Wording.Describe(estimate)}");
        if (Wording.ExampleOf(answered) is { } example)
            Add(lines, example, verdict is Refuted ? "Counterexample" : "Witness");
        if (verdict.Finding is { } finding)
            lines.Add($"{Capital(finding.What)}: {finding.Text}");
        lines.Add($"Covers {verdict.Covers}. Decided by {verdict.Decider}.");
    }

    private static void Add(List<string> lines, Example example, string what)
    {
        if (example.Inputs.Count > 0)
            lines.Add($"{what}: {Wording.Assignment(example.Inputs)} ({Wording.Describe(example.Minimality)})");
        if (example.Sides.Count > 0)
            lines.Add($"There {Wording.Assignment(example.Sides)}");
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
