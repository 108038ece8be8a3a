using Assay.Claims;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Reporting.Html;

/// <summary>Writes one claim: what is said, what came out, the evidence, and how to see it again.</summary>
/// <param name="html">Where to.</param>
/// <param name="result">The result.</param>
/// <param name="anchor">Its anchor.</param>
/// <param name="replay">The command line that shows it again, or null.</param>
/// <param name="figures">Drawings that show how it came out.</param>
internal sealed class ClaimCard(HtmlWriter html, ClaimResult result, string anchor, string? replay, IReadOnlyList<Figure> figures)
{
    private static readonly HashSet<string> ToldElsewhere = ["says", "expect", "budget", "domain"];

    /// <summary>Writes the card.</summary>
    /// <param name="heading">The tag of its heading.</param>
    public void Write(string heading)
    {
        var title = $"{anchor}_title";
        using (html.Open("section", ("class", "claim"), ("id", anchor), ("aria-labelledby", title)))
        {
            using (html.Open(heading, ("id", title)))
            {
                Badge.Write(html, result);
                html.Text(" ");
                if (result.Claim.Says is { } says)
                    html.Text(says);
                else
                    html.Element("code", result.Claim.Name);
            }

            using (html.Open("p", ("class", "meta")))
            {
                html.Element("a", result.Claim.Name, ("href", $"#{anchor}"));
                html.Text($" · {Standing()}");
            }

            Said();
            switch (result.Settlement)
            {
                case Answered answered:
                    Write(answered);
                    break;
                case Unusable unusable:
                    ProblemList.Write(html, unusable.Problems);
                    break;
                case Faulted faulted:
                    html.Element("p", $"Assay failed here; the claim may be right or wrong. {faulted.Message}");
                    break;
            }

            if (replay is not null && result.Settlement is not Unusable)
            {
                using (html.Open("p", ("class", "replay")))
                {
                    html.Text("See it again: ");
                    html.Element("code", replay);
                }
            }
        }
    }

    private string Standing() => result.Standing switch
    {
        Running.Standing.AsExpected => "as expected",
        Running.Standing.Unusable => "to be repaired",
        Running.Standing.Faulted => "a fault of Assay",
        _ => new ResultLine(result).Contrast ?? "nothing was expected",
    };

    private void Said()
    {
        using (html.Open("dl"))
        {
            foreach (var entry in result.Claim.Entries.Where(entry => !ToldElsewhere.Contains(entry.Key)))
                Row(entry.Key, entry.Value.Text, isCode: true);
            if (result.Settlement is not Answered answered)
                return;
            Row("covers", answered.Verdict.Covers);
            if (result.Finds)
                Found(answered.Verdict);
        }
    }

    private void Write(Answered answered)
    {
        var verdict = answered.Verdict;
        if (Wording.EstimateOf(verdict) is { } estimate)
            EstimateFigure.Write(html, estimate);
        if (Wording.ExampleOf(answered) is { } example)
            new ExampleTables(html).Write(example, verdict is Refuted ? "Counterexample" : "Witness");
        FigureList.Write(html, figures);
        using (html.Open("dl"))
        {
            if (Wording.ReasonOf(verdict) is { Length: > 0 } reason)
                Row("because", reason);
            if (Wording.ExampleOf(answered) is { Happening: { Length: > 0 } happening } && happening != Wording.ReasonOf(verdict))
                Row("happens", happening);
            if (verdict is Undecided undecided)
                Row("would help", undecided.WhatWouldHelp);
            if (!result.Finds)
                Found(verdict);
            foreach (var certificate in verdict is Proved proved ? proved.Certificates : [])
                Row("certified", certificate);
            var cost = verdict.Cost > TimeSpan.Zero ? verdict.Cost : result.Elapsed;
            Row("decider", $"{verdict.Decider}, {Wording.Duration(cost)}");
            if (result.StoredAt is { } at)
                Row("stored", Wording.Stored(at));
        }

        Asked(verdict.Attempts);
    }

    private void Found(Verdict verdict)
    {
        if (verdict.Finding is not { } finding)
            return;
        Row(finding.What, finding.Text, isCode: true);
        Row("", finding.Reason);
    }

    private void Row(string term, string text, bool isCode = false)
    {
        if (term.Length > 0)
            html.Element("dt", term);
        using (html.Open("dd"))
        {
            if (isCode)
                html.Element("code", text);
            else
                html.Text(text);
        }
    }

    private void Asked(IReadOnlyList<Attempt> attempts)
    {
        if (attempts.Count == 0)
            return;
        using (html.Open("details", ("class", "tried")))
        {
            html.Element("summary", $"What was tried: {Wording.Count(attempts.Count, "method")}");
            DataTable.Write(html, null, ["decider", "time", "what it said"], [.. attempts.Select(attempt => (string[])[attempt.Decider, Wording.Duration(attempt.Cost), attempt.Said])], codeColumns: 0);
        }
    }
}
