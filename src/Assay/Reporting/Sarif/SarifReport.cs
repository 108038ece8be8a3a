using System.Text.Json;
using Assay.Claims;
using Assay.Reporting.Json;
using Assay.Reporting.Notices;
using Assay.Running;

namespace Assay.Reporting.Sarif;

/// <summary>The report of a run as SARIF 2.1.0, the format of static analysis results (OASIS standard, 2020).</summary>
public static class SarifReport
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /// <summary>The document, with a line end behind it.</summary>
    /// <param name="report">The run.</param>
    /// <param name="replay">The command line that replays a claim, or null when there is none.</param>
    /// <param name="root">The folder that addresses of files start from; files elsewhere are named whole.</param>
    /// <param name="onlyFailures">Leaves out what is as expected or open, for readers that take every result for an alarm, as GitHub does.</param>
    public static string Of(RunReport report, Func<Claim, string?> replay, string root, bool onlyFailures)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(replay);
        ArgumentNullException.ThrowIfNull(root);
        return JsonReport.Document(json => Write(json, report, replay, root, onlyFailures));
    }

    private static void Write(Utf8JsonWriter json, RunReport report, Func<Claim, string?> replay, string root, bool onlyFailures)
    {
        json.WriteStartObject();
        json.WriteString("$schema", Schema);
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "Assay");
        json.WriteString("semanticVersion", JsonReport.Version);
        SarifRules.Write(json);
        json.WriteEndObject();
        json.WriteEndObject();

        var notices = report.Documents.SelectMany(document => ClaimNotices.Of(document, replay)).ToList();
        var places = new SarifPlaces(json, root);
        Invocation(json, report, notices, places);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (var notice in notices.Where(notice => notice.Rule != "fault" && (!onlyFailures || notice.Kind is NoticeKind.Error or NoticeKind.Warning)))
            new SarifResult(json, places).Write(notice);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // What keeps Assay from an answer is told about the run: a fault of its own, and a request that names nothing.
    private static void Invocation(Utf8JsonWriter json, RunReport report, IReadOnlyList<Notice> notices, SarifPlaces places)
    {
        var faults = notices.Where(notice => notice.Rule == "fault").ToList();
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", faults.Count == 0 && report.Problems.Count == 0 && !report.WasInterrupted);
        json.WriteNumber("exitCode", report.ExitCode);
        Notifications(json, "toolExecutionNotifications", faults, places);
        Notifications(json, "toolConfigurationNotifications", [.. report.Problems.Select(Notice.Of)], places);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Notifications(Utf8JsonWriter json, string name, IReadOnlyList<Notice> notices, SarifPlaces places)
    {
        json.WriteStartArray(name);
        foreach (var notice in notices)
        {
            json.WriteStartObject();
            json.WriteString("level", "error");
            SarifText.WriteMessage(json, "message", notice.Text);
            places.Write(notice);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
