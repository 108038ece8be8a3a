using System.Globalization;
using System.Text.Json;
using Assay.Matrices.Exact;
using Assay.Matrices.Rings;

namespace Assay.Matrices.Certificates;

/// <summary>A Smith normal form with what proves it: transforms; or what tells a multiple of its factors, modulo which they are found again.</summary>
internal static class SmithJson
{
    /// <summary>Writes it, where there is one.</summary>
    public static void Write(Utf8JsonWriter json, SmithForm? smith)
    {
        if (smith is null)
        {
            return;
        }

        json.WriteStartObject("smithForm");
        DiagnosisJson.WriteTexts(json, "factors", smith.Factors.Select(DiagnosisJson.Text));
        if (smith.Transforms is { } transforms)
        {
            DiagnosisJson.WriteTexts(json, "left", transforms.Left.Matrix.Entries.Select(DiagnosisJson.Text));
            DiagnosisJson.WriteTexts(json, "leftInverse", transforms.Left.Inverse.Entries.Select(DiagnosisJson.Text));
            DiagnosisJson.WriteTexts(json, "right", transforms.Right.Matrix.Entries.Select(DiagnosisJson.Text));
            DiagnosisJson.WriteTexts(json, "rightInverse", transforms.Right.Inverse.Entries.Select(DiagnosisJson.Text));
        }
        else if (smith.Modular is { } modular)
        {
            WriteSystems(json, modular.Systems);
            WriteMinors(json, modular.Minors);
        }

        json.WriteEndObject();
    }

    private static void WriteSystems(Utf8JsonWriter json, IReadOnlyList<SolvedSystem> systems)
    {
        json.WriteStartArray("systems");
        foreach (var system in systems)
        {
            DiagnosisJson.WriteSystem(json, null, system.Right.Select(DiagnosisJson.Text), system.Solution.Numerators, system.Solution.Denominator);
        }

        json.WriteEndArray();
    }

    private static void WriteMinors(Utf8JsonWriter json, IReadOnlyList<CompressedMinor> minors)
    {
        json.WriteStartArray("minors");
        foreach (var minor in minors)
        {
            json.WriteStartObject();
            WriteSparse(json, "left", minor.Left);
            WriteSparse(json, "right", minor.Right);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSparse(Utf8JsonWriter json, string name, WholeMatrix matrix)
    {
        json.WriteStartObject(name);
        json.WriteNumber("rows", matrix.Rows);
        json.WriteNumber("columns", matrix.Columns);
        json.WriteStartArray("sparse");
        for (var i = 0; i < matrix.Entries.Length; i++)
        {
            if (!matrix.Entries[i].IsZero)
            {
                json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{i / matrix.Columns} {i % matrix.Columns} {matrix.Entries[i]}"));
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
