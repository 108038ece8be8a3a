using System.Globalization;
using System.Text.Json;
using Assay.Matrices;

namespace Assay.Cli.Reporters;

/// <summary>What is exactly true of a matrix, for machines; <c>docs/matrices.md</c> explains every field.</summary>
internal static class MatrixJson
{
    /// <summary>The name and version of the format. A field may be added without a new version; none changes its meaning.</summary>
    public const string Schema = "assay-matrix-report/1";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>The document, with a line end behind it.</summary>
    public static string Of(Diagnosis diagnosis) => JsonSerializer.Serialize(
        new
        {
            Schema,
            diagnosis.Rows,
            diagnosis.Columns,
            diagnosis.Rank,
            diagnosis.IsSingular,
            diagnosis.IsRegular,
            Determinant = diagnosis.Determinant?.ToString(),
            Minor = new { diagnosis.Prime, Rows = diagnosis.MinorRows, Columns = diagnosis.MinorColumns },
            Kernel = diagnosis.Kernel.Select(vector => vector.Select(entry => entry.ToString(CultureInfo.InvariantCulture))),
            diagnosis.CeilingPrimes,
            diagnosis.CeilingPower,
            diagnosis.Cover,
        },
        Readable) + "\n";
}
