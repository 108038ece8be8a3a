using System.CommandLine;
using System.Globalization;
using Assay.Claims;
using Assay.Cli.Reporters;
using Assay.Cli.Terminal;
using Assay.Reporting;
using Assay.Running;
using Assay.Training;
using Assay.Training.Certified;
using Assay.Training.Geometry;
using Assay.Training.Probes;
using Assay.Training.Questions;

namespace Assay.Cli.Commands;

/// <summary><c>assay landscape FILE</c>: the loss around a network, its curvature and slices through it.</summary>
internal static class LandscapeCommand
{
    private const int Products = 60;
    private const int MostParameters = 200_000;
    private const int PathMoments = 25;
    private static readonly double[] Moments = [0, 0.03, 0.1, 0.3, 1];

    public static Command Create(Surroundings surroundings)
    {
        var path = new Argument<string>("FILE") { Description = "A claim about training (FILE or FILE#NAME), whose first arm is trained; or stored parameters (.safetensors, or .npy with --network)." };
        var network = new Option<string>("--network") { Description = "Of which network stored parameters are, where names and shapes of tensors do not say: \"mlp(64, 32, 10, activation: tanh)\", \"cnn(1x28x28, 8, 16, 10)\".", HelpName = "NETWORK" };
        var data = new Option<string>("--data") { Description = "The samples of stored parameters, as claims have it: digits, or \"x.npy, y.npy\"; files lie in the current folder or below.", HelpName = "DATA" };
        var loss = new Option<string>("--loss") { Description = "Their loss: cross-entropy or squared.", HelpName = "LOSS", DefaultValueFactory = _ => "cross-entropy" };
        var arm = new Option<string>("--arm") { Description = "Another arm than the first.", HelpName = "NAME" };
        var seed = Whole("--seed", "The seed of what is trained.", 1, 1, 1_000_000);
        var seeds = Whole("--seeds", "Over how many seeds the trace is split into what runs, batches and probes make of it.", 1, 1, 1000);
        var planes = Whole("--planes", "Through how many random planes the loss is looked at.", 12, 2, 500);
        var points = Whole("--points", "At how many points along each axis of a plane.", 15, 3, 101);
        var products = Whole("--products", "How many products of the Hessian each search for eigenvalues has.", Products, 4, 2000);
        var svg = new Option<string>("--svg") { Description = "Draw spectrum and slices into an SVG file.", HelpName = "FILE" };
        var html = new Option<string>("--html") { Description = "Write one page with the surface and a slider for time.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Write what was found as JSON, and nothing else." };
        var command = new TaughtCommand("landscape", "Look at the loss around a network: is it a minimum, how does it bend, what do slices through it show.")
        {
            Examples =
            [
                ("assay landscape gallery/training/noise.md#accuracy-at-equal-steps", "trains its first arm with seed 1, and looks around"),
                ("assay landscape net.safetensors --data \"x.npy, y.npy\" --html net.html", "a network of your own, and a page with the surface"),
                ("assay landscape theta.npy --network \"mlp(64, 16, 10)\" --data digits --svg theta.svg", "parameters of a network that is named"),
            ],
        };
        command.Arguments.Add(path);
        foreach (var option in new Option[] { network, data, loss, arm, seed, seeds, planes, points, products, svg, html, json })
        {
            command.Options.Add(option);
        }

        UsageErrors.RefuseOptionsAs(path, command);
        command.SetAction(result => Run(
            result.GetRequiredValue(path),
            options => IsStored(result.GetRequiredValue(path)) ? LandscapeSubject.Stored(result.GetRequiredValue(path), result.GetValue(network), result.GetValue(data) ?? throw WithoutData(result.GetRequiredValue(path)), result.GetValue(loss)!, options)
                : LandscapeSubject.Of(Claim(result.GetRequiredValue(path), surroundings), options, result.GetValue(arm)),
            new LandscapeOutput(result.GetValue(json), result.GetValue(svg), result.GetValue(html), result.GetValue(planes), result.GetValue(points)),
            (ulong)result.GetValue(seed),
            result.GetValue(seeds),
            result.GetValue(products),
            surroundings));
        return command;
    }

    private static int Run(string given, Func<TrainingOptions, LandscapeSubject> read, LandscapeOutput output, ulong seed, int seeds, int products, Surroundings surroundings)
    {
        var live = new LiveLine(surroundings);
        try
        {
            void Heard(double? share) => live.Report(new ProgressReport(given, share is null ? "looking for a way down, the trace and sharpness" : "looking for eigenvalues", share));
            output.Check();
            live.Report(new ProgressReport(given, "reading", null));
            var cancellation = surroundings.Cancellation;
            var subject = read(new TrainingOptions());
            if (subject.Network.TrainedCount > MostParameters)
            {
                throw new TrainingException(new Problem(Place.Whole(given), $"The network has {subject.Network.TrainedCount:N0} parameters.", $"Curvature is looked at for up to {MostParameters:N0}."));
            }

            if (seeds > 1 && subject.IsStored)
            {
                throw new TrainingException(new Problem(Place.Whole(given), "Stored parameters are one network, and --seeds asks for runs of several seeds.", "Leave out --seeds, or name a claim."));
            }

            if (subject.Network.NormalisesBatches)
            {
                throw new TrainingException(new Problem(Place.Whole(given), "The network normalises batches, so that its loss depends on how samples are grouped.", "Leave the normalisation out, or use layernorm."));
            }

            live.Report(new ProgressReport(given, subject.IsStored ? "reading" : "training", null));
            double[] shares = output.Svg is null ? Moments : [.. Moments.Concat(Enumerable.Range(0, PathMoments).Select(i => i / (PathMoments - 1.0))).Distinct().Order()];
            var member = subject.Member(seed, shares, cancellation)
                ?? throw new TrainingException(new Problem(Place.Whole(given), $"The training diverged with seed {seed}, so that there is no loss to look at.", "Take a lower rate, or another seed."));
            var at = member.Moments[^1].Parameters;
            var gradient = new double[subject.Network.TrainedCount];
            if (!double.IsFinite(member.Surface.Gradient(at, gradient)) || !Array.TrueForAll(gradient, double.IsFinite))
            {
                throw new TrainingException(new Problem(Place.Whole(given), "The loss at these parameters, or its gradient, is no finite number, so that there is nothing to look at.", "Are the samples those that it was trained on, and scaled as they were?"));
            }

            var look = LandscapeLook.Of(subject.Network, at, member.Surface, CertifiedLoss.WhyNot(subject.Network) is null ? member.Certified : null, products, Heard, cancellation);
            live.Report(new ProgressReport(given, "looking at slices", null));
            double[] distances = [.. Enumerable.Range(0, output.Points).Select(i => (2.0 * i / (output.Points - 1)) - 1)];
            List<Moment> moments = output.Html is null || subject.IsStored ? [member.Moments[^1]] : [.. Moments.Select(share => member.Moments[Array.IndexOf(shares, share)])];
            Slice[] slices = [.. moments.Select(moment => Slice.Planes(member.Surface, moment.Parameters, output.Planes, distances, seed, cancellation))];
            var split = seeds > 1 ? Split(subject, seed, seeds, given, live, cancellation) : null;
            live.Dispose();
            output.Write(surroundings, given, subject, look, moments, slices, [.. member.Moments.Select(moment => moment.Parameters)], split);
            return look.Verdict.IsDecided ? ExitCodes.AsExpected : ExitCodes.Undecided;
        }
        catch (TrainingException exception)
        {
            live.Dispose();
            ProblemLines.Write(new PlainSink(surroundings.Error, surroundings.Width), exception.Problem);
            return ExitCodes.Unusable;
        }
        finally
        {
            live.Dispose();
        }
    }

    private static TrainingException WithoutData(string path) =>
        new(new Problem(Place.Whole(path), "Parameters do not say on which samples the loss is.", "Say it: --data digits, or --data \"x.npy, y.npy\""));

    // Runs that diverged have no trace, and are left out.
    private static VarianceSplit? Split(LandscapeSubject subject, ulong seed, int seeds, string given, LiveLine live, CancellationToken cancellation)
    {
        List<double[][]> traces = [];
        for (var i = 0; i < seeds; i++)
        {
            live.Report(new ProgressReport(given, $"training seed {seed + (ulong)i}", (double)i / seeds));
            if (subject.Member(seed + (ulong)i, [1], cancellation) is { } member)
            {
                traces.Add(LandscapePopulation.TracesOf(member, cancellation));
            }
        }

        return traces.Count > 1 ? VarianceSplit.Of(traces) : null;
    }

    private static bool IsStored(string path) => path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase);

    private static Claim Claim(string path, Surroundings surroundings)
    {
        if (Path.GetExtension(path).ToUpperInvariant() is ".PT" or ".PTH" or ".BIN" or ".CKPT" or ".NPZ" or ".ONNX")
        {
            throw new TrainingException(new Problem(Place.Whole(path), "Stored parameters are read from .safetensors and .npy only.", "Save them again, in Python: safetensors.torch.save_file(model.state_dict(), \"net.safetensors\")."));
        }

        var (documents, problems) = DocumentSearch.Find([path], surroundings.CreateDomains(new DomainOptions(null, null, [], false)), surroundings);
        return problems.Count > 0 ? throw new TrainingException(problems[0])
            : documents.SelectMany(document => document.Claims).FirstOrDefault(claim => claim.Domain == "training")
            ?? throw new TrainingException(new Problem(Place.Whole(path), "There is no claim about training.", "Such a claim has the line: domain: training"));
    }

    private static Option<int> Whole(string name, string description, int usual, int least, int most)
    {
        var option = new Option<int>(name) { Description = $"{description} ({usual} unless said)", HelpName = "N", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least && count <= most))
                result.AddError($"{name}: a whole number from {least} to {most} is needed.");
        });
        return option;
    }
}
