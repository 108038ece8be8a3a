using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.Cli.Reporters;
using Assay.Cli.Terminal;
using Assay.LanguageModels.Models;
using Assay.LanguageModels.Scoring;
using Assay.Statistics;

namespace Assay.Cli.Commands;

/// <summary><c>assay model swap</c>: does a model prefer the usual name of a built-in function after two were exchanged.</summary>
internal static class SwapCommand
{
    private const int UsualInstances = 100;
    private const int MostInstances = 100_000;
    private const int LabelWidth = 12;
    private const double Confidence = 0.95;

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true };

    public static Command Create(Surroundings surroundings)
    {
        var model = new ModelOptions();
        var count = ModelOptions.Whole("--n", "How many functions.", UsualInstances, MostInstances);
        var json = new Option<bool>("--json") { Description = "Write all that was measured as JSON (docs/json.md) and nothing else." };
        var command = new TaughtCommand("swap", "Exchange two built-in functions of Python, and see whether a model completes a function by the right name or by the usual one; and which of both programs it says is right, in both orders.")
        {
            Examples = [("assay model swap --endpoint http://localhost:8080/v1 --model NAME", "100 functions, each also without the exchange")],
        };
        model.AddTo(command);
        command.Options.Add(count);
        command.Options.Add(json);
        command.SetAction(result => ModelRun.Of(
            surroundings,
            "swap",
            (heard, told) =>
            {
                var (made, instances) = (model.Need(result), result.GetValue(count));
                var asked = made(told, surroundings.Cancellation);
                using var connection = asked as IDisposable;
                return SwapStudy.Of(asked, instances, done => heard(done, instances), surroundings.Cancellation).GetAwaiter().GetResult();
            },
            study => Write(study, result.GetValue(json), surroundings)));
        return command;
    }

    private static void Write(SwapStudy study, bool isJson, Surroundings surroundings)
    {
        if (isJson)
        {
            surroundings.Out.WriteLine(Json(study));
            return;
        }

        var count = study.Scores.Count;
        var fields = new FieldLines(surroundings.Sink(), LabelWidth);
        fields.Write("model", study.Model);
        fields.Write("task", $"{count} functions to complete after two built-in names were exchanged, each also without the exchange; the right name is the one with which the example in the docstring holds");
        fields.Write("completed", $"by the right name {Share(study.Right)}, by the usual one {Share(study.Usual)}, by neither {Share(count - study.Right - study.Usual)}");
        fields.Write("twins", $"Without the exchange the usual name is right: {Share(study.TwinRight)}");
        fields.Write("p", string.Create(CultureInfo.InvariantCulture, $"{study.Chance:G2} that both would differ so much, were they equally hard (McNemar's exact test)"));
        fields.Write("likelier", study.Told == 0
            ? "The model does not tell log-probabilities, or neither name is among its likeliest tokens."
            : $"Of {study.Told} functions a name is among the first tokens that the model tells as likeliest; the likelier one is the usual one of {study.UsualLikelier}: {Share(study.UsualLikelier, study.Told)}");
        fields.Write("chosen", $"of both programs, in both orders: the right one {Share(study.ChoicesRight)}, the usual one {Share(study.ChoicesUsual)}, one that depends on its place {Share(study.ChoicesByPlace)}, the rest no choice");
        if (study.Remark is { } remark)
        {
            fields.Write("remark", remark);
        }

        string Share(int part, int? of = null)
        {
            var interval = Proportion.ClopperPearson(part, of ?? count, Confidence);
            return string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / (of ?? count):0.#} % ({100 * interval.Low:0.#} to {100 * interval.High:0.#})");
        }
    }

    private static string Json(SwapStudy study) => new JsonObject
    {
        ["schema"] = "assay-swap-report/1",
        ["model"] = study.Model,
        ["remark"] = study.Remark,
        ["instances"] = study.Scores.Count,
        ["right"] = study.Right,
        ["usual"] = study.Usual,
        ["twinRight"] = study.TwinRight,
        ["onlyRight"] = study.OnlyRight,
        ["onlyTwinRight"] = study.OnlyTwinRight,
        ["choicesRight"] = study.ChoicesRight,
        ["choicesUsual"] = study.ChoicesUsual,
        ["choicesByPlace"] = study.ChoicesByPlace,
        ["told"] = study.Told,
        ["usualLikelier"] = study.UsualLikelier,
        ["items"] = new JsonArray([.. study.Scores.Select((score, i) => new JsonObject
        {
            ["seed"] = i + 1,
            ["prompt"] = score.Task.Prompt(isTwin: false),
            ["rightName"] = score.Task.Right,
            ["usualName"] = score.Task.Wanted,
            ["completion"] = score.Completion,
            ["twinCompletion"] = score.TwinCompletion,
            ["choices"] = new JsonArray([.. score.Choices.Select(choice => (JsonNode?)choice)]),
            ["likelier"] = score.Likelier,
        })]),
    }.ToJsonString(Options);
}
