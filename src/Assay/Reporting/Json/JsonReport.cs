using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Assay.Claims;
using Assay.Running;

namespace Assay.Reporting.Json;

/// <summary>The report of a run as one JSON document; <c>docs/json.md</c> explains every field.</summary>
public static class JsonReport
{
    /// <summary>The name and version of the format. A field may be added without a new version; none changes its meaning.</summary>
    public const string Schema = "assay-report/1";

    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        // Reports are files and pipes, not web pages: '<' and letters beyond ASCII may stand as they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    /// <summary>The document, with a line end behind it.</summary>
    /// <param name="report">The run.</param>
    /// <param name="replay">The command line that replays a claim, or null when there is none.</param>
    public static string Of(RunReport report, Func<Claim, string?> replay)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(replay);
        return Document(json => Write(json, report, replay));
    }

    /// <summary>The text of one JSON document, with a line end behind it.</summary>
    internal static string Document(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
            write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>The version of Assay, as reports name it.</summary>
    internal static string Version { get; } = typeof(JsonReport).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    private static void Write(Utf8JsonWriter json, RunReport report, Func<Claim, string?> replay)
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("assay", Version);
        json.WriteNumber("exitCode", report.ExitCode);
        json.WriteBoolean("interrupted", report.WasInterrupted);
        json.WriteSeconds("seconds", report.Elapsed);
        JsonSummary.Write(json, report);
        json.WriteProblems(report.Problems);
        json.WriteStartArray("documents");
        foreach (var document in report.Documents)
        {
            json.WriteStartObject();
            json.WriteString("file", document.Document.File);
            json.WriteProblems(document.Document.Problems);
            json.WriteStartArray("claims");
            foreach (var result in document.Results)
                JsonClaim.Write(json, result, replay(result.Claim));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
