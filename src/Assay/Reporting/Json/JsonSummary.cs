using System.Text.Json;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Reporting.Json;

/// <summary>The counts of a run.</summary>
internal static class JsonSummary
{
    public static void Write(Utf8JsonWriter json, RunReport report)
    {
        var results = report.Results.ToList();
        json.WriteStartObject("summary");
        json.WriteNumber("claims", results.Count);
        foreach (var outcome in Enum.GetValues<Outcome>())
            json.WriteNumber(Wording.Word(outcome), results.Count(result => result.Settlement is Answered answered && answered.Verdict.Outcome == outcome));
        json.WriteNumber("unusable", results.Count(result => result.Settlement is Unusable));
        json.WriteNumber("faults", results.Count(result => result.Settlement is Faulted));
        json.WriteNumber("asExpected", results.Count(result => result.Standing == Standing.AsExpected));
        json.WriteNumber("differing", results.Count(result => result.Standing == Standing.Differs));
        json.WriteNumber("open", results.Count(result => result.Standing == Standing.Open));
        json.WriteNumber("problems", report.AllProblems.Count());
        json.WriteEndObject();
    }
}
