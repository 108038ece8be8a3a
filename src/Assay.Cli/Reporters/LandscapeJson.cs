using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.Training.Geometry;
using Assay.Training.Probes;
using Assay.Training.Questions;
using Assay.Verdicts;

namespace Assay.Cli.Reporters;

/// <summary>What is known of the loss around a network, for machines; <c>docs/json.md</c> explains every field.</summary>
internal static class LandscapeJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The document.</summary>
    public static string Of(LandscapeSubject subject, LandscapeLook look, Slice slice, VarianceSplit? split) => new JsonObject
    {
        ["schema"] = "assay-landscape-report/1",
        ["subject"] = subject.Text,
        ["verdict"] = look.Verdict.Text,
        ["isDecided"] = look.Verdict.IsDecided,
        ["samples"] = subject.Samples,
        ["loss"] = Number(look.Measure.Loss),
        ["accuracy"] = Number(look.Measure.Accuracy),
        ["gradientNorm"] = Number(look.GradientNorm),
        ["lowest"] = new JsonObject { ["curvature"] = Number(look.Lowest.Curvature), ["residual"] = Number(look.Lowest.Residual) },
        ["greatest"] = new JsonObject { ["curvature"] = Number(look.Greatest.Curvature), ["residual"] = Number(look.Greatest.Residual) },
        ["eigenvalues"] = look.Eigenvalues is { } all ? List(all.Values) : null,
        ["eigenvalueBound"] = look.Eigenvalues is { } bounded ? Number(bounded.Bound) : null,
        ["negativeShare"] = new JsonObject { ["value"] = Number(look.Negative.Share), ["low"] = Number(look.Negative.Interval.Low), ["high"] = Number(look.Negative.Interval.High) },
        ["trace"] = new JsonObject { ["value"] = Number(look.Trace.Value), ["low"] = Number(look.Trace.Interval.Low), ["high"] = Number(look.Trace.Interval.High), ["products"] = look.Trace.Products },
        ["traceOverSeeds"] = split is null ? null : new JsonObject { ["mean"] = Number(split.Mean), ["seeds"] = Number(split.Seeds), ["batches"] = Number(split.Batches), ["probes"] = Number(split.Probes) },
        ["escape"] = new JsonObject
        {
            ["curvature"] = Number(look.Escape.Curvature),
            ["isProved"] = look.IsEscapeProved,
            ["gain"] = Number(look.Gains.Along),
            ["gradientGain"] = Number(look.Gains.AgainstGradient),
            ["direction"] = List(look.Escape.Direction),
            ["lower"] = look.Lower is not { } lower ? null : new JsonObject
            {
                ["step"] = Number(lower.Step),
                ["here"] = new JsonArray(Number(lower.Here.Low), Number(lower.Here.High)),
                ["there"] = new JsonArray(Number(lower.There.Low), Number(lower.There.High)),
                ["isProved"] = lower.IsProved,
            },
        },
        ["isPlateau"] = look.IsPlateau,
        ["isSmooth"] = look.IsSmooth,
        ["sharpness"] = new JsonObject { ["sam"] = Number(look.Sharpness.Sam), ["relative"] = Number(look.Sharpness.Relative) },
        ["density"] = new JsonObject { ["at"] = List(look.Density.At), ["mean"] = List(look.Density.Mean), ["low"] = List(look.Density.Low), ["high"] = List(look.Density.High) },
        ["slices"] = new JsonObject
        {
            ["distances"] = List(slice.At),
            ["low"] = List(slice.Quantile(0.1)),
            ["median"] = List(slice.Quantile(0.5)),
            ["high"] = List(slice.Quantile(0.9)),
            ["clipped"] = slice.Clipped,
        },
    }.ToJsonString(Indented);

    private static JsonArray List(IEnumerable<double> values) => [.. values.Select(Number)];

    private static JsonNode? Number(double value) => DoubleText.Node(value);
}
