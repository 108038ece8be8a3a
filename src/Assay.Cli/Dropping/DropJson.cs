using System.Text.Json;
using Assay.Reporting.Json;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Cli.Dropping;

/// <summary>Which instructions may go, as one JSON document; <c>docs/json.md</c> explains every field.</summary>
internal static class DropJson
{
    private const string Schema = "assay-drop/1";

    public static string Of(DropReport report) => JsonReport.Document(json => Write(json, report));

    private static void Write(Utf8JsonWriter json, DropReport report)
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("assay", JsonReport.Version);
        json.WriteNumber("exitCode", report.ExitCode);
        json.WriteBoolean("interrupted", report.Run.WasInterrupted);
        json.WriteSeconds("seconds", report.Run.Elapsed);
        json.WriteString("function", report.Function);
        json.WritePlace(report.Place);
        json.WriteString("keep", report.Kept);
        json.WriteStartArray("assume");
        foreach (var assumption in report.Assumptions)
            json.WriteStringValue(assumption);
        json.WriteEndArray();
        json.WriteProblems(report.Problems);
        if (report.Whole is Answered whole)
        {
            json.WriteStartObject("whole");
            JsonVerdict.Write(json, whole);
            json.WriteEndObject();
        }

        json.WriteStartArray("instructions");
        foreach (var line in report.Lines)
            Write(json, line);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DroppedLine line)
    {
        json.WriteStartObject();
        json.WriteNumber("line", line.Line.Place.Line);
        json.WriteNumber("column", line.Line.Place.Column);
        json.WriteString("text", line.Line.Text);
        json.WriteString("answer", line.Settlement switch
        {
            Answered { Verdict: Proved } => "mayGo",
            Answered { Verdict: Refuted } => "needed",
            Answered => "undecided",
            Faulted => "fault",
            _ => "unusable",
        });
        if (line.Settlement is Answered answered)
            JsonVerdict.Write(json, answered);
        json.WriteEndObject();
    }
}
