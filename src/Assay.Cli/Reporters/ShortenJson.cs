using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Programs.Synthesis.Shortening;

namespace Assay.Cli.Reporters;

/// <summary>What <c>assay shorten</c> found and excluded, for machines; <c>docs/shorten.md</c> explains every field.</summary>
internal static class ShortenJson
{
    /// <summary>The name and version of the format. A field may be added without a new version; none changes its meaning.</summary>
    public const string Schema = "assay-shorten/1";

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    /// <summary>The document, with a line end behind it.</summary>
    public static string Of(Shortened answer) => JsonSerializer.Serialize(
        new
        {
            Schema,
            answer.Function,
            Form = answer.IsAssembly ? "assembly" : "expression",
            answer.OriginalLength,
            answer.Assumptions,
            answer.Instructions,
            Constants = answer.IsAssembly ? [] : answer.Operands,
            Registers = answer.IsAssembly ? answer.Operands : [],
            answer.IsShortest,
            answer.IsImpossible,
            answer.IsComplete,
            answer.NothingBelow,
            answer.Shortest,
            answer.Candidates,
            Levels = answer.Levels.Select(level => new { level.Length, level.Programs, level.Tests, level.IsComplete, Seconds = Seconds(level.Cost) }),
            answer.Tests,
            Seconds = Seconds(answer.Cost),
        },
        Readable) + "\n";

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);
}
