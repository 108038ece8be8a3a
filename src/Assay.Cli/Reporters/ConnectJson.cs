using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.Cli.Commands;
using Assay.Statistics;
using Assay.Training.Connectivity;
using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Verdicts;

namespace Assay.Cli.Reporters;

/// <summary>What lies between networks, for machines.</summary>
internal static class ConnectJson
{
    private const double Confidence = 0.95;

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true };

    /// <summary>The document.</summary>
    public static string Of(ConnectNetworks networks, Study study) => new JsonObject
    {
        ["schema"] = "assay-connect-report/1",
        ["network"] = NetworkText.Write(networks.Network),
        ["isActivationSupposed"] = networks.IsGuessed,
        ["data"] = networks.DataText,
        ["fixed"] = List(study.Structure.Fixed, reason => JsonValue.Create(reason)),
        ["networks"] = List(networks.Files.Zip(study.Ends), pair => new JsonObject { ["file"] = pair.First, ["training"] = Of(pair.Second.Training), ["test"] = Of(pair.Second.Test) }),
        ["ways"] = List(Joining.Of(study), way => new JsonObject
        {
            ["name"] = way.Name,
            ["joins"] = way.Joins(networks.HasLabels),
            ["lossBarrier"] = Of(way.Loss),
            ["errorBarrier"] = networks.HasLabels ? Of(way.Error) : null,
        }),
        ["pairs"] = List(study.Pairs, pair => new JsonObject
        {
            ["first"] = pair.First,
            ["second"] = pair.Second,
            ["moved"] = pair.Permuted.Moved,
            ["units"] = pair.Permuted.Units,
            ["distance"] = pair.Distance.Plain,
            ["distancePermuted"] = pair.Distance.Matched,
            ["asTheyAre"] = Of(pair.Plain),
            ["permuted"] = Of(pair.Matched),
            ["repaired"] = Of(pair.Repaired),
            ["curve"] = Of(pair.Bent),
        }),
        ["mean"] = new JsonObject { ["training"] = Of(study.PlainMean.Training), ["test"] = Of(study.PlainMean.Test) },
        ["merged"] = new JsonObject { ["training"] = Of(study.MergedMean.Training), ["test"] = Of(study.MergedMean.Test) },
    }.ToJsonString(Options);

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode?> of) => [.. items.Select(of)];

    private static JsonObject Of(PairTable table) => new()
    {
        ["mean"] = Number(table.Mean),
        ["greatest"] = Number(table.Values.Max()),
        ["interval"] = table.Bootstrap(Confidence) is { } interval ? new JsonArray(Number(interval.Low), Number(interval.High)) : null,
    };

    private static JsonObject? Of(PathCurve? curve) => curve is null ? null : new JsonObject
    {
        ["lossBarrier"] = Number(curve.LossBarrier),
        ["errorBarrier"] = Number(curve.ErrorBarrier),
        ["at"] = List(curve.At, Number),
        ["training"] = List(curve.Training, Of),
        ["test"] = List(curve.Test, Of),
    };

    private static JsonNode? Of(Measure measure) => double.IsNaN(measure.Loss) && double.IsNaN(measure.Accuracy) ? null : new JsonObject { ["loss"] = Number(measure.Loss), ["accuracy"] = Number(measure.Accuracy) };

    private static JsonNode? Number(double value) => DoubleText.Node(value);
}
