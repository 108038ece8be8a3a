using System.CommandLine;
using System.Globalization;
using Assay.Claims;
using Assay.Cli.Reporters;
using Assay.Cli.Terminal;
using Assay.Reporting;
using Assay.Running;
using Assay.Training;
using Assay.Training.Connectivity;

namespace Assay.Cli.Commands;

/// <summary><c>assay connect A.safetensors B.safetensors</c>: what lies between trained networks, and whether they merge.</summary>
internal static class ConnectCommand
{
    private const int UsualSteps = 500;

    public static Command Create(Surroundings surroundings)
    {
        var files = new Argument<string[]>("FILE") { Description = "The parameters of two or more networks of one shape: files of safetensors, or .npy with --network.", Arity = new ArgumentArity(2, 1000) };
        var data = new Option<string>("--data") { Description = "On which samples, as claims have it: digits, or x.npy, y.npy, or table.csv, label: class; files lie in the current folder or below.", HelpName = "DATA", Required = true };
        var network = new Option<string>("--network") { Description = "Which network it is, where names and shapes of tensors do not say: \"mlp(784, 512, 10)\", \"cnn(1x28x28, 8, 16, 10)\".", HelpName = "NETWORK" };
        var by = new Option<string>("--matched-by") { Description = "How units are matched: weights, or activations.", HelpName = "HOW", DefaultValueFactory = _ => "weights" };
        by.AcceptOnlyFromAmong("weights", "activations");
        var bezier = new Option<bool>("--bezier") { Description = "Train a curve between them too, without permuting." };
        var steps = Whole("--bezier-steps", $"How many steps it is trained; {UsualSteps} unless said.", UsualSteps, 1, 1_000_000);
        var points = Whole("--points", "At how many points of each path, both ends among them.", 25, 3, 1001);
        var threads = Whole("--threads", "How many pairs at a time; results do not depend on it.", Environment.ProcessorCount, 1, 1024);
        var svg = new Option<string>("--svg") { Description = "Draw loss and error along the paths into an SVG file.", HelpName = "FILE" };
        var merged = new Option<string>("--out") { Description = "Write the mean of the networks, permuted and repaired, as the first file is written.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Write all that was measured as JSON, and nothing else." };
        var command = new TaughtCommand("connect", "Tell what lies between trained networks: barriers as they are, with units permuted, and repaired; and merge them.")
        {
            Examples =
            [
                ("assay connect a.safetensors b.safetensors --data \"x.npy, y.npy\"", "dense layers with ReLU, as their shapes say"),
                ("assay connect a.safetensors b.safetensors --data digits --network \"mlp(64, 32, 10, activation: tanh)\" --bezier", "another activation; with a curve"),
                ("assay connect *.safetensors --data digits --svg barrier.svg --out merged.safetensors", "all pairs; a drawing; one network from all"),
            ],
        };
        command.Arguments.Add(files);
        UsageErrors.RefuseOptionsAs(files, command);
        foreach (var option in new Option[] { data, network, by, bezier, steps, points, threads, svg, merged, json })
        {
            command.Options.Add(option);
        }

        command.SetAction(result => Run(
            new ConnectInput(result.GetRequiredValue(files), result.GetValue(data)!, result.GetValue(network), surroundings.Folder),
            new StudyOptions
            {
                IsByActivations = result.GetValue(by) == "activations",
                BezierSteps = result.GetValue(bezier) ? result.GetValue(steps) : null,
                Points = result.GetValue(points),
                Threads = result.GetValue(threads),
            },
            new ConnectOutput(result.GetValue(json), result.GetValue(svg), result.GetValue(merged)),
            surroundings));
        return command;
    }

    private static int Run(ConnectInput input, StudyOptions options, ConnectOutput output, Surroundings surroundings)
    {
        using var live = new LiveLine(surroundings);
        try
        {
            live.Report(new ProgressReport("connect", "reading", null));
            output.Check();
            var networks = input.Read(options);
            var pairs = PairTable.Pairs(networks.Parameters.Count).Count;
            void Heard(int done) => live.Report(new ProgressReport("connect", string.Create(CultureInfo.InvariantCulture, $"{done} of {pairs} {(pairs == 1 ? "pair" : "pairs")}"), null));
            Heard(0);
            var study = Study.Of(
                networks.Network,
                networks.Parameters,
                networks.Data,
                options,
                Heard,
                surroundings.Cancellation);
            live.Dispose();
            output.Write(surroundings, networks, study);
            return ExitCodes.AsExpected;
        }
        catch (TrainingException exception)
        {
            live.Dispose();
            ProblemLines.Write(new PlainSink(surroundings.Error, surroundings.Width), exception.Problem);
            return ExitCodes.Unusable;
        }
    }

    private static Option<int> Whole(string name, string description, int usual, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least && count <= most))
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: a whole number from {least} to {most} is needed."));
        });
        return option;
    }
}
