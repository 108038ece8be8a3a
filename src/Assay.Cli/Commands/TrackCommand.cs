using System.CommandLine;
using System.Globalization;
using Assay.Claims;
using Assay.Cli.Reporters;
using Assay.Cli.Terminal;
using Assay.LanguageModels.Scoring;
using Assay.LanguageModels.Syntax;
using Assay.LanguageModels.Tasks;
using Assay.Reporting;
using Assay.Training;

namespace Assay.Cli.Commands;

/// <summary><c>assay model track</c>: accuracy against the number of changes and the distance from the last one.</summary>
internal static class TrackCommand
{
    private const int MostInstances = 100_000;
    private const int UsualInstances = 60;

    public static Command Create(Surroundings surroundings)
    {
        var model = new ModelOptions();
        var task = new Option<string>("--task") { Description = "How the variable changes.", HelpName = "KIND", DefaultValueFactory = _ => "tuple-swap" };
        task.AcceptOnlyFromAmong([.. TaskText.Families.Keys]);
        var depth = Numbers("--depth", "How often it changes: numbers and ranges, as in 0..6 or 0,1,8.", "0..6");
        var distance = Numbers("--distance", "How many statements about others stand between its last change and the question.", "0");
        var distractors = Numbers("--distractors", "How often two other variables change in the same way; one number.", "0");
        var syntax = new Option<string>("--syntax") { Description = "How programs are written.", HelpName = "SYNTAX", DefaultValueFactory = _ => "python" };
        syntax.AcceptOnlyFromAmong([.. Syntaxes.All.Select(one => one.Name)]);
        var names = new Option<string?>("--names") { Description = "Where names of variables are drawn from.", HelpName = "KIND" };
        names.AcceptOnlyFromAmong([.. NamePool.Kinds]);
        var count = ModelOptions.Whole("--n", "How many instances of each depth and distance.", UsualInstances, MostInstances);
        var svg = new Option<string?>("--svg") { Description = "Draw accuracies into an SVG file.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Write all that was measured as JSON (docs/json.md) and nothing else." };
        var command = new TaughtCommand("track", "Ask a model what a variable holds: accuracy against the number of changes and the distance from the last one, each instance beside a twin without the change.")
        {
            Examples =
            [
                ("assay model track --endpoint http://localhost:8080/v1 --model NAME", "tuple swaps in Python, 0 to 6 of them, 60 instances each"),
                ("assay model track --endpoint https://api.openai.com/v1 --model NAME --task redefinition --depth 0..3 --distance 0,8,32", "the key is read from OPENAI_API_KEY"),
                ("assay model track --endpoint http://localhost:8080/v1 --model NAME --syntax registers --task temporary-swap --svg accuracy.svg", "moves between registers; a drawing"),
            ],
        };
        model.AddTo(command);
        foreach (var option in new Option[] { task, depth, distance, distractors, syntax, names, count, svg, json })
            command.Options.Add(option);
        command.SetAction(result => ModelRun.Of(
            surroundings,
            "track",
            (heard, told) =>
            {
                var (made, instances, drawing) = (model.Need(result), result.GetValue(count), result.GetValue(svg));
                var tasks = TrackStudy.Grid(result.GetValue(task)!, result.GetValue(depth)!, result.GetValue(distance)!, result.GetValue(distractors)![0], result.GetValue(syntax)!, result.GetValue(names));
                if (drawing is not null && WholeFile.Refuses(drawing) is { } reason)
                {
                    throw new TrainingException(new Problem(Place.Whole("--svg"), $"'{drawing}' cannot be written: {reason}", "Name a file in a folder that can be written."));
                }

                var asked = made(told, surroundings.Cancellation);
                using var connection = asked as IDisposable;
                return TrackStudy.Of(asked, tasks, instances, done => heard(done, instances * tasks.Count), surroundings.Cancellation).GetAwaiter().GetResult();
            },
            study => Write(study, result.GetValue(svg), result.GetValue(json), surroundings)));
        return command;
    }

    private static void Write(TrackStudy study, string? svg, bool isJson, Surroundings surroundings)
    {
        var sink = surroundings.Sink();
        if (isJson)
        {
            surroundings.Out.WriteLine(TrackJson.Of(study));
        }
        else
        {
            new TrackText(sink, study).Write();
        }

        if (svg is null)
        {
            return;
        }

        if (WholeFile.Save(svg, TrackSvg.Of(study)) is { } problem)
        {
            throw new TrainingException(problem);
        }

        if (!isJson)
        {
            sink.Write(new StyledLine().Add("wrote  ", Tone.Quiet).Add(svg));
        }
    }

    private static Option<int[]> Numbers(string name, string description, string usual) => new(name)
    {
        Description = $"{description} Unless said: {usual}.",
        HelpName = "NUMBERS",
        DefaultValueFactory = _ => Parse(usual)!,
        CustomParser = result =>
        {
            var numbers = Parse(result.Tokens[0].Value);
            if (numbers is null || (name == "--distractors" && numbers.Length > 1))
                result.AddError($"{name}: '{result.Tokens[0].Value}' is {(numbers is null ? $"no list of numbers from 0 to {TaskShape.Most}, such as 0..6 or 0,1,8" : "more than one number")}.");
            return numbers ?? [];
        },
    };

    // Null for what is no list.
    private static int[]? Parse(string text)
    {
        List<int> numbers = [];
        foreach (var part in text.Split(','))
        {
            var ends = part.Split("..");
            int?[] read = [.. ends.Select(end => int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= TaskShape.Most ? number : (int?)null)];
            if (ends.Length > 2 || read.Any(number => number is null) || read[^1] < read[0])
                return null;
            numbers.AddRange(Enumerable.Range(read[0]!.Value, read[^1]!.Value - read[0]!.Value + 1));
        }

        return [.. numbers.Distinct()];
    }
}
