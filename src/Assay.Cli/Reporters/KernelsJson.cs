using System.Text.Encodings.Web;
using System.Text.Json;
using Assay.Programs.Synthesis;

namespace Assay.Cli.Reporters;

/// <summary>What <c>assay kernels</c> found and excluded, for machines; <c>docs/kernels.md</c> explains every field.</summary>
internal static class KernelsJson
{
    /// <summary>The name and version of the format. A field may be added without a new version; none changes its meaning.</summary>
    public const string Schema = "assay-kernels-report/1";

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The document, with a line end behind it.</summary>
    public static string Of(KernelRequest request, KernelReport report) => JsonSerializer.Serialize(
        new
        {
            Schema,
            request.Values,
            request.Spares,
            SpareStart = request.SparesStartLeast ? "least" : "undefined",
            Instructions = SortingKernels.InstructionSets[request.Instructions],
            Shortest = report.IsShortest ? report.Kernel?.Count : null,
            report.Kernel,
            report.Code,
            report.IsTieSafe,
            report.Excluded,
            report.Bound,
            report.Count,
            report.TieSafe,
            report.Choice,
            Searches = report.Levels.Select(level => new
            {
                level.Length,
                level.Exists,
                level.Layers,
                Seconds = Seconds(level.Cost),
                CheckSeconds = level.Check is { } check ? Seconds(check) : (double?)null,
                level.Certificate,
            }),
            report.Obstacle,
            Seconds = Seconds(report.Cost),
        },
        Readable) + "\n";

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);
}
