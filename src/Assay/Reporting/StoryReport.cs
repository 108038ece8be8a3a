using Assay.Claims;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Reporting;

/// <summary>The whole story of one claim: what was said, what came out, the evidence, and how to see it again.</summary>
/// <param name="sink">Where the lines go.</param>
/// <param name="options">What is told beside the result.</param>
public sealed class StoryReport(IReportSink sink, StoryOptions options)
{
    private const int NarrowestLabel = 10;
    private static readonly HashSet<string> ToldElsewhere = ["says", "expect", "budget", "domain"];

    /// <summary>Tells what became of a claim.</summary>
    /// <param name="result">The result.</param>
    /// <param name="problems">Problems of its document that do not belong to the claim.</param>
    public void Write(ClaimResult result, IReadOnlyList<Problem> problems)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(problems);
        foreach (var problem in problems)
            ProblemLines.Write(sink, problem);
        if (problems.Count > 0)
            sink.Write(StyledLine.Empty);

        var labels = Said(result.Claim).Select(entry => entry.Key.Length + 2).Append(NarrowestLabel).Max();
        var fields = new StoryFields(sink, Math.Min(labels, 2 * NarrowestLabel));
        Heading(fields, result);
        Statement(fields, result.Claim);
        switch (result.Settlement)
        {
            case Answered answered:
                Tell(fields, answered, result);
                break;
            case Unusable unusable:
                Tell(fields, unusable);
                break;
            case Faulted faulted:
                Tell(fields, faulted);
                break;
        }

        Ending(fields, result);
    }

    private void Heading(StoryFields fields, ClaimResult result)
    {
        var tone = Wording.ToneOf(result.Standing);
        var word = $"{Wording.Glyph(result.Settlement)} {Wording.Word(result.Settlement)}";
        var line = new StyledLine().Add(word, tone);

        // What was said on the command line has neither a name nor a line worth jumping to.
        if (result.Claim.Place.Line == 0)
        {
            fields.Line(line);
            return;
        }

        var (name, place) = (result.Claim.Name, result.Claim.Place.ToString());
        line.Add("  ").Add(name, Tone.Strong);
        if (line.Width + 2 + TerminalText.Width(place) <= sink.Width)
        {
            fields.Line(line.Add("  ").Add(place, Tone.Quiet));
            return;
        }

        fields.Line(line);
        fields.Line(new StyledLine().Add("  ").Add(place, Tone.Quiet));
    }

    private static void Statement(StoryFields fields, Claim claim)
    {
        if (claim.Says is { } says)
            fields.Paragraph(says);
        fields.Gap();
        foreach (var entry in Said(claim))
            fields.Field(entry.Key, entry.Value.Text);
    }

    private void Tell(StoryFields fields, Answered answered, ClaimResult result)
    {
        var verdict = answered.Verdict;
        var reason = Wording.ReasonOf(verdict);
        fields.Field("covers", verdict.Covers);
        fields.Gap();
        if (reason is { Length: > 0 })
            fields.Field("because", reason);
        if (Wording.EstimateOf(verdict) is { } estimate)
            Tell(fields, estimate);
        if (verdict is Undecided undecided)
            fields.Field("helps", undecided.WhatWouldHelp);
        if (Wording.ExampleOf(answered) is { } example)
            new ExampleStory(fields, options.Verbose).Tell(example, reason);

        fields.Gap();
        if (verdict.Finding is { } finding)
        {
            fields.Field("finding", $"{finding.What}: {finding.Text}", Tone.Strong);
            fields.Field("", finding.Reason);
            fields.Gap();
        }

        if (verdict is Proved proved)
        {
            foreach (var certificate in proved.Certificates)
                fields.Field("certified", certificate);
        }

        if (options.Verbose || options.Asked || verdict is Undecided)
            fields.Rows("asked", [.. verdict.Attempts.Select(attempt => (string[])[attempt.Decider, Wording.Duration(attempt.Cost), attempt.Said])]);
        var cost = verdict.Cost > TimeSpan.Zero ? verdict.Cost : result.Elapsed;
        fields.Field("decider", $"{verdict.Decider}, {Wording.Duration(cost)}");
        if (result.StoredAt is { } at)
            fields.Field("stored", Wording.Stored(at));
    }

    private static void Tell(StoryFields fields, Estimate estimate)
    {
        fields.Field("measured", Wording.Describe(estimate));
        fields.Field("", estimate.Confidence < 1
            ? FormattableString.Invariant($"confidence {estimate.Confidence:G6}, {estimate.Samples:N0} independent samples")
            : FormattableString.Invariant($"counted over {estimate.Samples:N0}, which is all there are"), Tone.Quiet);
        if (estimate.Remark.Length > 0)
            fields.Field("", estimate.Remark, Tone.Quiet);
    }

    private static void Tell(StoryFields fields, Unusable unusable)
    {
        fields.Gap();
        foreach (var problem in unusable.Problems)
        {
            fields.Field("repair", $"{problem.Place}: {problem.Message}");
            if (problem.Advice is { } advice)
                fields.Field("", advice, Tone.Quiet);
        }
    }

    private void Tell(StoryFields fields, Faulted faulted)
    {
        fields.Gap();
        fields.Field("fault", faulted.Message);
        fields.Field("", "This is a fault of Assay, not of your claim.", Tone.Quiet);
        if (faulted.Stack is null)
            return;
        if (!options.Verbose)
            fields.Field("", "With --verbose it says where.", Tone.Quiet);
        else
            fields.Field("where", faulted.Stack, Tone.Quiet);
    }

    private void Ending(StoryFields fields, ClaimResult result)
    {
        if (Comparison(result) is { } comparison)
            fields.Field("expected", comparison, result.Standing == Standing.AsExpected ? Tone.Plain : Wording.ToneOf(result.Standing));
        if (options.Note is { } note)
            fields.Field("note", note);
        if (options.Replay is { } replay && result.Settlement is not Unusable)
            fields.Whole("replay", replay);
    }

    private static string? Comparison(ClaimResult result)
    {
        if (result.Settlement is not Answered answered)
            return null;
        var finding = answered.Verdict.Finding;
        var got = result.Finds && finding is not null ? finding.Text : Wording.Word(answered);
        return (result.Expectation, result.Standing) switch
        {
            ({ } expectation, Standing.AsExpected) => $"{expectation}, as it is",
            ({ } expectation, _) => $"{expectation}, got {got}",
            (null, Standing.Differs) when result.Claim.Place.Line > 0 => $"nothing stated; 'expect: {got}' would accept it",
            _ => null,
        };
    }

    private static IEnumerable<ClaimEntry> Said(Claim claim) =>
        claim.Entries.Where(entry => !ToldElsewhere.Contains(entry.Key));
}
