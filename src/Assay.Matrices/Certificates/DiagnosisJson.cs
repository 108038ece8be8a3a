using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Assay.Matrices.Certified;
using Assay.Matrices.Distance;
using Assay.Matrices.Rings;
using Assay.Verdicts;

namespace Assay.Matrices.Certificates;

/// <summary>A diagnosis with the matrix and all that proves it, as JSON; <c>docs/matrices.md</c> explains every field.</summary>
public static class DiagnosisJson
{
    /// <summary>The name and version of the format. A field may be added without a new version; none changes its meaning.</summary>
    public const string Schema = "assay-matrix-report/1";

    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", MaxDepth = 16 };

    /// <summary>The document, with a line end behind it.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="diagnosis">What was found of it.</param>
    /// <param name="solution">The solution of a system with it; null for none.</param>
    public static string Of(Matrix matrix, Diagnosis diagnosis, LinearSolution? solution = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(diagnosis);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            WriteMatrix(json, matrix);
            WriteExact(json, diagnosis);
            if (diagnosis.Analysis is { } analysis)
            {
                WriteConditioning(json, analysis);
                WriteDistances(json, analysis);
                EvidenceJson.Write(json, analysis);
            }

            WriteRings(json, diagnosis);
            SmithJson.Write(json, diagnosis.SmithForm);
            WriteSolution(json, solution);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    /// <summary>Doubles as base64, eight bytes each with the lowest first.</summary>
    internal static void WriteDoubles(Utf8JsonWriter json, string name, ReadOnlySpan<double> values)
    {
        var bytes = new byte[values.Length * sizeof(double)];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), values[i]);
        }

        json.WriteBase64String(name, bytes);
    }

    private static void WriteMatrix(Utf8JsonWriter json, Matrix matrix)
    {
        json.WriteStartObject("matrix");
        json.WriteNumber("rows", matrix.Rows);
        json.WriteNumber("columns", matrix.Columns);
        if (matrix.Doubles is { } doubles)
        {
            WriteDoubles(json, "doubles", doubles);
        }
        else if (matrix.Sparse is { } sparse)
        {
            json.WriteStartArray("sparse");
            foreach (var entry in sparse)
            {
                json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{entry.Row} {entry.Column} {entry.Value}"));
            }

            json.WriteEndArray();
        }
        else
        {
            WriteTexts(json, "entries", Enumerable.Range(0, matrix.Rows * matrix.Columns).Select(i => matrix[i / matrix.Columns, i % matrix.Columns].ToString()));
        }

        json.WriteEndObject();
    }

    private static void WriteExact(Utf8JsonWriter json, Diagnosis diagnosis)
    {
        json.WriteNumber("rows", diagnosis.Rows);
        json.WriteNumber("columns", diagnosis.Columns);
        json.WriteNumber("rank", diagnosis.Rank);
        json.WriteBoolean("isSingular", diagnosis.IsSingular);
        json.WriteBoolean("isRegular", diagnosis.IsRegular);
        json.WriteString("determinant", diagnosis.Determinant?.ToString());
        if (diagnosis.DeterminantSystem is { } system)
        {
            WriteSystem(json, "determinantSystem", system.Right.Select(entry => entry.ToString()), system.Numerators, system.Denominator);
        }

        json.WriteStartObject("minor");
        json.WriteNumber("prime", diagnosis.Prime);
        WriteNumbers(json, "rows", diagnosis.MinorRows);
        WriteNumbers(json, "columns", diagnosis.MinorColumns);
        json.WriteEndObject();
        json.WriteStartArray("kernel");
        foreach (var vector in diagnosis.Kernel)
        {
            WriteTexts(json, null, vector.Select(Text));
        }

        json.WriteEndArray();
        WriteNumbers(json, "ceilingPrimes", diagnosis.CeilingPrimes);
        if (diagnosis.CeilingPower is var (prime, exponent))
        {
            json.WriteStartObject("ceilingPower");
            json.WriteNumber("prime", prime);
            json.WriteNumber("exponent", exponent);
            json.WriteEndObject();
        }

        if (diagnosis.Cover is { } cover)
        {
            json.WriteStartObject("cover");
            WriteNumbers(json, "rows", cover.Rows);
            WriteNumbers(json, "columns", cover.Columns);
            json.WriteEndObject();
        }
    }

    private static void WriteConditioning(Utf8JsonWriter json, Analysis analysis)
    {
        if (analysis.Conditioning is not { } conditioning)
        {
            return;
        }

        if (conditioning.SingularValues is { } values)
        {
            json.WriteStartArray("singularValues");
            foreach (var value in values)
            {
                WriteEnclosure(json, null, value);
            }

            json.WriteEndArray();
        }

        WriteEnclosure(json, "sigmaMax", conditioning.SigmaMax);
        WriteEnclosure(json, "sigmaMin", conditioning.SigmaMin);
        WriteEnclosure(json, "condition1", conditioning.Condition1);
        WriteEnclosure(json, "condition2", conditioning.Condition2);
        WriteEnclosure(json, "conditionInfinity", conditioning.ConditionInfinity);
        WriteEnclosure(json, "equilibratedCondition", analysis.EquilibratedCondition);
    }

    private static void WriteDistances(Utf8JsonWriter json, Analysis analysis)
    {
        json.WriteStartArray("nearest");
        foreach (var nearest in analysis.Nearest)
        {
            json.WriteStartObject();
            json.WriteString("norm", nearest.Norm);
            WriteEnclosure(json, "distance", nearest.Distance);
            WriteTexts(json, "vector", nearest.Vector.Select(Text));
            WriteTexts(json, "dual", nearest.Dual.Select(Text));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (analysis.Within is not { } within)
        {
            return;
        }

        json.WriteStartObject("within");
        json.WriteString("factor", within.Uncertainty.Factor.ToString());
        json.WriteString("weight", within.Uncertainty.Weight switch
        {
            UncertaintyWeight.Magnitude => "magnitude",
            UncertaintyWeight.UnitInLastPlace => "ulp",
            _ => "one",
        });
        if (within.Uncertainty.TypeName is { } type)
        {
            json.WriteString("type", type);
        }

        switch (within)
        {
            case AllRegular regular:
                json.WriteString("verdict", "regular");
                WriteNumber(json, "regularUpTo", regular.Factor);
                if (regular.Vector is { } vector)
                {
                    WriteDoubles(json, "vector", [.. vector]);
                }

                if (regular.Orthants is { } orthants)
                {
                    json.WriteStartArray("orthants");
                    foreach (var proof in orthants)
                    {
                        WriteTexts(json, null, proof.Select(Text));
                    }

                    json.WriteEndArray();
                }

                break;
            case SomeSingular singular:
                json.WriteString("verdict", "singular");
                json.WriteString("singularAt", singular.Factor.ToString());
                WriteTexts(json, "vector", singular.Vector.Select(Text));
                break;
            case Unknown unknown:
                json.WriteString("verdict", "unknown");
                WriteNumber(json, "regularUpTo", unknown.RegularBelow);
                WriteNumber(json, "singularUpTo", unknown.SingularBelow);
                json.WriteString("singularAt", unknown.SingularAt?.ToString());
                if (unknown.Vector is { } proof2)
                {
                    WriteDoubles(json, "regularVector", [.. proof2]);
                }

                if (unknown.SingularVector is { } witness)
                {
                    WriteTexts(json, "vector", witness.Select(Text));
                }

                break;
        }

        json.WriteEndObject();
    }

    private static void WriteSolution(Utf8JsonWriter json, LinearSolution? solution)
    {
        if (solution is not null)
        {
            WriteSystem(json, "solution", Enumerable.Range(0, solution.Right.Rows).Select(row => solution.Right[row, 0].ToString()), solution.Numerators, solution.Denominator);
        }
    }

    private static void WriteRings(Utf8JsonWriter json, Diagnosis diagnosis)
    {
        if (diagnosis.Rings.Count > 0)
        {
            json.WriteStartArray("rings");
            foreach (var ring in diagnosis.Rings)
            {
                json.WriteStartObject();
                json.WriteString("modulus", Text(ring.Modulus));
                json.WriteString("determinant", Text(ring.Determinant));
                json.WriteBoolean("isInvertible", ring is Invertible);
                if (ring is Invertible invertible)
                {
                    json.WriteString("determinantInverse", Text(invertible.DeterminantInverse));
                    WriteTexts(json, "inverse", invertible.Inverse.Select(Text));
                }
                else if (ring is NotInvertible not)
                {
                    json.WriteString("divisor", Text(not.Divisor));
                    WriteTexts(json, "vector", not.Vector.Select(Text));
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

    }

    /// <summary>Both ends; an infinite one, which JSON does not have, is null.</summary>
    private static void WriteEnclosure(Utf8JsonWriter json, string? name, Enclosure? enclosure)
    {
        if (enclosure is not { } value)
        {
            return;
        }

        if (name is null)
        {
            json.WriteStartArray();
        }
        else
        {
            json.WriteStartArray(name);
        }

        foreach (var end in new[] { value.Low, value.High })
        {
            if (double.IsFinite(end))
            {
                DoubleText.Write(json, end);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            DoubleText.Write(json, name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<int> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>A system that was solved, as a member of that name, or an item.</summary>
    internal static void WriteSystem(Utf8JsonWriter json, string? name, IEnumerable<string> right, IEnumerable<BigInteger> numerators, BigInteger denominator)
    {
        if (name is not null)
        {
            json.WritePropertyName(name);
        }

        json.WriteStartObject();
        WriteTexts(json, "right", right);
        WriteTexts(json, "numerators", numerators.Select(Text));
        json.WriteString("denominator", Text(denominator));
        json.WriteEndObject();
    }

    internal static void WriteTexts(Utf8JsonWriter json, string? name, IEnumerable<string> values)
    {
        if (name is null)
        {
            json.WriteStartArray();
        }
        else
        {
            json.WriteStartArray(name);
        }

        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    internal static string Text(BigInteger value) => value.ToString(CultureInfo.InvariantCulture);
}
