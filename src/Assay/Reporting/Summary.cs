using Assay.Running;
using Assay.Verdicts;

namespace Assay.Reporting;

/// <summary>The last line of a report: how many claims, which outcomes, whether all is as expected, and the time.</summary>
internal static class Summary
{
    public static StyledLine Of(RunReport report)
    {
        var results = report.Results.ToList();
        var line = new StyledLine().Add(Wording.Count(results.Count, "claim"), Tone.Strong);
        if (Outcomes(results) is { Length: > 0 } outcomes)
            line.Add($": {outcomes}");

        var problems = report.AllProblems.Count();
        if (problems > 0)
            line.Add(", ").Add(Wording.Count(problems, "problem") + " to repair", Tone.Alarm);
        Judge(line, results, problems, report.WasInterrupted);
        var stored = results.Count(result => result.StoredAt is not null);
        if (stored > 0)
            line.Add($", {(stored == results.Count ? "all" : stored)} from earlier runs", Tone.Quiet);
        return line.Add($", {Wording.Duration(report.Elapsed)}", Tone.Quiet);
    }

    private static void Judge(StyledLine line, List<ClaimResult> results, int problems, bool interrupted)
    {
        var differing = results.Count(result => result.Standing == Standing.Differs);
        var open = results.Count(result => result.Standing == Standing.Open);
        if (differing > 0)
            line.Add(", ").Add($"{differing} not as expected", Tone.Bad);
        if (open > 0)
            line.Add(", ").Add($"{open} left open", Tone.Doubt);
        if (interrupted)
            line.Add(", ").Add("interrupted", Tone.Alarm);
        else if (results.Count > 0 && problems == 0 && results.All(result => result.Standing == Standing.AsExpected))
            line.Add(", ").Add("all as expected", Tone.Good);
    }

    private static string Outcomes(List<ClaimResult> results)
    {
        var settlements = results.Select(result => result.Settlement).ToList();
        var outcomes = Enum.GetValues<Outcome>()
            .Select(outcome => (Word: Wording.Word(outcome), Count: settlements.Count(settlement => settlement is Answered answered && answered.Verdict.Outcome == outcome)))
            .Append(("unusable", settlements.Count(settlement => settlement is Unusable)))
            .Append((settlements.Count(settlement => settlement is Faulted) == 1 ? "fault" : "faults", settlements.Count(settlement => settlement is Faulted)));
        return string.Join(", ", outcomes.Where(outcome => outcome.Item2 > 0).Select(outcome => $"{outcome.Item2} {outcome.Item1}"));
    }
}
