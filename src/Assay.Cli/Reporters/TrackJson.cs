using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.LanguageModels.Scoring;
using Assay.Statistics;

namespace Assay.Cli.Reporters;

/// <summary>How a model follows a variable, for machines.</summary>
internal static class TrackJson
{
    private const double Confidence = 0.95;

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true };

    /// <summary>The document.</summary>
    public static string Of(TrackStudy study) => new JsonObject
    {
        ["schema"] = "assay-track-report/1",
        ["model"] = study.Model,
        ["remark"] = study.Remark,
        ["cells"] = new JsonArray([.. study.Cells.Select(cell => new JsonObject
        {
            ["task"] = cell.Task.Text,
            ["depth"] = cell.Task.Shape.Depth,
            ["distance"] = cell.Task.Shape.Distance,
            ["instances"] = cell.Tally.Count,
            ["right"] = cell.Tally.Right,
            ["interval"] = Of(cell.Tally.Interval(Confidence)),
            ["twinRight"] = cell.Tally.TwinRight,
            ["twinInterval"] = Of(cell.Tally.TwinInterval(Confidence)),
            ["onlyRight"] = cell.Tally.OnlyRight,
            ["onlyTwinRight"] = cell.Tally.OnlyTwinRight,
            ["mcNemar"] = cell.Tally.Chance,
            ["told"] = cell.Tally.Told,
            ["likeliestRight"] = cell.Tally.LikeliestRight,
            ["firstValue"] = cell.Tally.FirstValue,
            ["firstLiteral"] = cell.Tally.FirstLiteral,
            ["lastLiteral"] = cell.Tally.LastLiteral,
            ["baselines"] = new JsonObject { ["firstValue"] = cell.Tally.Baselines.FirstValue, ["firstLiteral"] = cell.Tally.Baselines.FirstLiteral, ["lastLiteral"] = cell.Tally.Baselines.LastLiteral },
            ["unparsed"] = cell.Tally.Unparsed,
            ["items"] = new JsonArray([.. cell.Tally.Scores.Select(Of)]),
        })]),
        ["odd"] = OfParity(study, 1),
        ["even"] = OfParity(study, 0),
        ["smallestFailure"] = study.Smallest is not { } smallest ? null : new JsonObject { ["prompt"] = smallest.Prompt, ["truth"] = smallest.Truth, ["said"] = smallest.Said, ["reply"] = smallest.Reply },
    }.ToJsonString(Options);

    // Null where there is no such depth.
    private static JsonObject? OfParity(TrackStudy study, int parity) => study.OfParity(parity) is not { Count: > 0 } tally ? null : new JsonObject
    {
        ["instances"] = tally.Count,
        ["right"] = tally.Right,
        ["interval"] = Of(study.IntervalOfParity(parity, Confidence)),
        ["firstValue"] = tally.FirstValue,
    };

    private static JsonObject Of(Score score) => new() { ["seed"] = score.Task.Seed, ["instance"] = Of(score.Answer), ["twin"] = Of(score.TwinAnswer) };

    private static JsonObject Of(Answer answer) => new() { ["prompt"] = answer.Prompt, ["truth"] = answer.Truth, ["said"] = answer.Said, ["reply"] = answer.Reply, ["likeliest"] = answer.Likeliest };

    private static JsonObject Of(Interval interval) => new() { ["low"] = interval.Low, ["high"] = interval.High, ["confidence"] = Confidence };
}
