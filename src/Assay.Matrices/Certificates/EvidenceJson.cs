using System.Text.Json;
using Assay.Matrices.Certified;
using Assay.Matrices.Kernels;
using Assay.Verdicts;

namespace Assay.Matrices.Certificates;

/// <summary>The approximations on which enclosures rest: whoever has them can bound the same numbers without finding them again.</summary>
internal static class EvidenceJson
{
    /// <summary>Writes them; all of the matrix times two to minus the exponent.</summary>
    public static void Write(Utf8JsonWriter json, Analysis analysis)
    {
        if (analysis.Floats is not { } floats || analysis.Conditioning is not { } conditioning)
        {
            return;
        }

        json.WriteStartObject("evidence");
        json.WriteNumber("exponent", floats.Exponent);
        WriteSvd(json, "svd", conditioning.MatrixSvd);
        WriteNorm(json, "norm", conditioning.MatrixNorm);
        if (analysis.Inverse is { } inverse)
        {
            json.WriteStartArray("inverse");
            foreach (var term in inverse.Terms)
            {
                json.WriteStartObject();
                DiagnosisJson.WriteDoubles(json, "doubles", term.Entries);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("inverseExponent", inverse.Exponent);
            WriteSvd(json, "inverseSvd", conditioning.InverseSvd);
            WriteNorm(json, "inverseNorm", inverse.Spectral);
            if (analysis.EquilibratedNorm is { } norm)
            {
                WriteEquilibrated(json, inverse, norm);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteEquilibrated(Utf8JsonWriter json, CertifiedInverse inverse, SpectralNorm norm)
    {
        var equilibrated = inverse.Equilibrated();
        json.WriteStartObject("equilibrated");
        WriteExponents(json, "rows", inverse.Scaling.Rows);
        WriteExponents(json, "columns", inverse.Scaling.Columns);
        WriteNorm(json, "norm", norm);
        json.WriteNumber("inverseExponent", equilibrated.Exponent);
        WriteNorm(json, "inverseNorm", equilibrated.Spectral);
        json.WriteEndObject();
    }

    private static void WriteExponents(Utf8JsonWriter json, string name, int[] exponents)
    {
        json.WriteStartArray(name);
        foreach (var exponent in exponents)
        {
            json.WriteNumberValue(exponent);
        }

        json.WriteEndArray();
    }

    private static void WriteSvd(Utf8JsonWriter json, string name, JacobiSvd? svd)
    {
        if (svd is null)
        {
            return;
        }

        json.WriteStartObject(name);
        DiagnosisJson.WriteDoubles(json, "values", svd.Values);
        DiagnosisJson.WriteDoubles(json, "left", svd.Left.Entries);
        DiagnosisJson.WriteDoubles(json, "right", svd.Right.Entries);
        json.WriteEndObject();
    }

    private static void WriteNorm(Utf8JsonWriter json, string name, SpectralNorm? norm)
    {
        if (norm?.Factor is not { } factor)
        {
            return;
        }

        json.WriteStartObject(name);
        DoubleText.Write(json, "square", norm.Square);
        DiagnosisJson.WriteDoubles(json, "vector", norm.Vector);
        DiagnosisJson.WriteDoubles(json, "factor", factor.Entries);
        json.WriteEndObject();
    }
}
