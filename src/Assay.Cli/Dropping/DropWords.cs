using Assay.Reporting;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Cli.Dropping;

/// <summary>The words for what becomes of an instruction.</summary>
internal static class DropWords
{
    /// <summary>The answer in a word.</summary>
    public static (string Glyph, string Word, Tone Tone) Answer(Settlement settlement) => settlement switch
    {
        Answered { Verdict: Proved } => ("✓", "may go", Tone.Good),
        Answered { Verdict: Refuted } => ("✗", "needed", Tone.Plain),
        Answered => ("?", "undecided", Tone.Doubt),
        Faulted => ("!", "fault", Tone.Alarm),
        _ => ("!", "unusable", Tone.Alarm),
    };

    /// <summary>Why, each reason with its label.</summary>
    public static IEnumerable<(string Label, string Text)> Reasons(Settlement settlement) => settlement switch
    {
        Answered { Verdict: Refuted refuted } => Reasons(refuted),
        Answered { Verdict: Undecided undecided } => [("because", $"{undecided.Reason} {undecided.WhatWouldHelp}")],
        Faulted faulted => [("because", $"This is a fault of Assay: {faulted.Message}")],
        _ => [],
    };

    /// <summary>Under which assumption it may go, or null when that is not known.</summary>
    public static string? Assumption(Finding? finding) => finding switch
    {
        null => null,
        { Text: "none" } => "under no assumption",
        { What: "weakest assumption" } => $"exactly if {finding.Text}",
        _ => $"at least if {finding.Text}; a weaker assumption may exist",
    };

    private static IEnumerable<(string Label, string Text)> Reasons(Refuted refuted)
    {
        if (refuted.Counterexample is { } example)
        {
            var unknowns = string.Concat(example.Unknowns.Select(unknown => $", {unknown.Name} = {unknown.Value}"));
            yield return ("input", $"{Wording.Assignment(example.Inputs)}{unknowns}");
            if (example.Minimality != Minimality.Proved)
                yield return ("", Wording.Describe(example.Minimality));
            foreach (var side in example.Sides)
                yield return ("", $"{side.Name} = {side.Value}");
        }

        yield return ("may go", Assumption(refuted.Finding) ?? "under an assumption, perhaps; none was found");
    }
}
