using System.Text.Json;
using Assay.Programs.Synthesis.Audit;
using Assay.Reporting.Json;

namespace Assay.Cli.Auditing;

/// <summary>An audit as one JSON document; <c>docs/json.md</c> explains every field.</summary>
internal static class AuditJson
{
    private const string Schema = "assay-audit/1";

    public static string Of(AuditReport report) => JsonReport.Document(json => Write(json, report));

    private static void Write(Utf8JsonWriter json, AuditReport report)
    {
        json.WriteStartObject();
        json.WriteString("schema", Schema);
        json.WriteString("assay", JsonReport.Version);
        json.WriteNumber("exitCode", report.ExitCode);
        json.WriteSeconds("seconds", report.Elapsed);
        json.WriteStartObject("summary");
        json.WriteNumber("kernels", report.Kernels.Count);
        json.WriteNumber("sorts", report.Count<Sorts>());
        json.WriteNumber("losesTies", report.Count<LosesTies>());
        json.WriteNumber("doesNotSort", report.Count<DoesNotSort>());
        json.WriteNumber("unusable", report.Unusable);
        json.WriteNumber("distinct", report.Distinct);
        json.WriteNumber("distinctSorting", report.DistinctSorting);
        json.WriteNumber("otherFiles", report.Others);
        json.WriteEndObject();
        json.WriteProblems(report.Problems);
        json.WriteStartArray("kernels");
        foreach (var kernel in report.Kernels)
            Write(json, kernel);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AuditedKernel kernel)
    {
        json.WriteStartObject();
        json.WriteString("file", kernel.File);
        switch (kernel)
        {
            case UsableKernel usable:
                Write(json, usable);
                break;
            case UnusableKernel unusable:
                json.WriteString("outcome", "unusable");
                json.WriteProblems(unusable.Problems);
                break;
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, UsableKernel kernel)
    {
        json.WriteString("outcome", kernel.Verdict switch { Sorts => "sorts", LosesTies => "losesTies", _ => "doesNotSort" });
        json.WriteNumber("length", kernel.Length);
        Names(json, "inputs", kernel.Inputs);
        Names(json, "results", kernel.Results);
        json.WriteBoolean("statesResults", kernel.StatesResults);
        Names(json, "unset", kernel.Unset);
        json.WriteString("sameAs", kernel.SameAs);
        switch (kernel.Verdict)
        {
            case Sorts sorts:
                json.WriteNumber("orders", sorts.Orders);
                break;
            case LosesTies ties:
                Write(json, ties.Counterexample, ties.LosesValue);
                break;
            case DoesNotSort not:
                Write(json, not.Counterexample, not.LosesValue);
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, KernelCounterexample example, bool losesValue)
    {
        json.WriteBoolean("losesValue", losesValue);
        json.WriteStartObject("counterexample");
        json.WriteStartArray("inputs");
        foreach (var input in example.Inputs)
            json.WriteNumberValue(input);
        json.WriteEndArray();
        json.WriteStartObject("unset");
        foreach (var unset in example.Unset)
            json.WriteString(unset.Name, unset.Value);
        json.WriteEndObject();
        json.WriteStartArray("results");
        foreach (var result in example.Results)
        {
            if (result is { } value)
                json.WriteNumberValue(value);
            else
                json.WriteNullValue();
        }

        json.WriteEndArray();
        json.WriteBoolean("losesValue", example.LosesValue);
        json.WriteEndObject();
    }

    private static void Names(Utf8JsonWriter json, string name, IReadOnlyList<string> names)
    {
        json.WriteStartArray(name);
        foreach (var item in names)
            json.WriteStringValue(item);
        json.WriteEndArray();
    }
}
