using System.Globalization;
using Assay.Claims;
using Assay.Running;
using Assay.Training.Data;
using Assay.Training.Experiments;
using Assay.Training.Functions;
using Assay.Training.Landscapes;
using Assay.Training.Networks;
using Assay.Training.Optimizers;
using Assay.Training.Parameters;
using Assay.Training.Probes;

namespace Assay.Training.Questions;

/// <summary>Understands a claim about training.</summary>
/// <param name="claim">The claim.</param>
/// <param name="options">How claims are run.</param>
internal sealed class PlanReader(Claim claim, TrainingOptions options)
{
    private const double UsualConfidence = 0.95;
    private const int UsualSeeds = 64;
    private const int UsualTrials = 16;
    private const int UsualSteps = 1000;
    private const int UsualEpochs = 30;
    private const double UsualSeconds = 0.1;

    private static readonly string[] Foreign = ["for-all", "exists", "given", "assume", "find", "types"];
    private static readonly string[] OfTraining = ["function", "budget-axis", "full-axis", "trials"];
    private static readonly string[] OfNetworks = ["data", "network", "start", "loss", "arithmetic"];

    private string Folder => Path.GetDirectoryName(Path.GetFullPath(claim.Place.File))!;

    private bool IsLandscape => claim.Find("landscape") is not null;

    private bool IsFunction => claim.Find("function") is not null;

    /// <summary>The plan.</summary>
    /// <param name="budget">How many seeds there may be.</param>
    /// <exception cref="TrainingException">The claim cannot be understood.</exception>
    public TrainingPlan Read(Budget budget)
    {
        Refuse();
        var arms = claim.All("arm").Select(ArmText.Read).ToList();
        if (arms.Count == 0)
        {
            throw Wrong(claim.Place, "There is no arm: nothing is trained.", "Add a line such as: arm: mini = sgd(lr: 0.2, batch: 32)");
        }

        if (arms.GroupBy(arm => arm.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw Wrong(twice.Last().Description.Start, $"There are two arms '{twice.Key}'.", "Each needs a name of its own.");
        }

        if (arms.Select(arm => arm.WrongRange()).FirstOrDefault(problem => problem is not null) is { } wrong)
        {
            throw new TrainingException(wrong);
        }

        var (experiment, subject, bind) = IsLandscape ? OnLandscape() : IsFunction ? OnFunction() : OnNetwork();
        var bound = arms.Select(arm => bind(arm.Name, arm.Drawn(0))).ToList();
        if (claim.Find("claim") is not { } text)
        {
            throw Wrong(claim.Place, "The claim states nothing: a line 'claim: ...' is missing.");
        }

        var statement = TrainingStatement.Read(text, [.. arms.Select(arm => arm.Name)], experiment.Quantities.Concat(experiment.DearQuantities).ToDictionary(quantity => quantity.Name), Number("margin"), [.. arms.Select(arm => arm.Description.Text)]);
        return new TrainingPlan(experiment, subject, arms, bind, Axes(bound), Text("budget-axis") is not null || IsLandscape, statement)
        {
            Confidence = Number("confidence") ?? UsualConfidence,
            Seeds = Full("seeds") ?? budget.Seeds ?? UsualSeeds,
            BySignFlip = Text("decide-by") is { } by && OneOf(by, "sequence", "sign-flip") == "sign-flip",
            Trials = Text("trials") is { } trials ? new CallArgument("trials", trials.Start, trials).Whole(1, 1000) : UsualTrials,
        };
    }

    private void Refuse()
    {
        foreach (var key in Foreign.Where(key => claim.Find(key) is not null))
        {
            throw Wrong(claim.Find(key)!.Start, $"'{key}' has no meaning in claims about training.");
        }

        foreach (var key in OfNetworks.Concat(NetworkProbes.Keys.Select(key => key.Name)).Where(key => (IsFunction || IsLandscape) && claim.Find(key) is not null))
        {
            throw Wrong(claim.Find(key)!.Start, $"'{key}' belongs to networks, and there is none here.", "Leave one of them out.");
        }

        foreach (var key in OfTraining.Where(key => IsLandscape && claim.Find(key) is not null))
        {
            throw Wrong(claim.Find(key)!.Start, $"'{key}' belongs to training, and on a landscape nothing is trained.", "Leave it out.");
        }
    }

    private (IExperiment Experiment, string Subject, Func<string, ClaimText, Arm> Bind) OnLandscape()
    {
        var text = Text("landscape")!;
        _ = OneOf(text, "nk");
        return (new LandscapeExperiment(), "NK landscapes, changes of one bit", (name, description) => new Arm(name, description.Text, null) { Landscape = LandscapeRecipe.Read(CallText.Parse(description)) });
    }

    private (IExperiment Experiment, string Subject, Func<string, ClaimText, Arm> Bind) OnFunction()
    {
        var text = Text("function")!;
        var experiment = new FunctionExperiment(FunctionText.Read(CallText.Parse(text)));
        return (experiment, text.Text.Trim(), (name, description) =>
        {
            var parts = CallText.ParseList(description);
            return parts.Count == 1 ? new Arm(name, description.Text, OptimizerRecipe.Parse(parts[0].Call()))
                : throw Wrong(parts[1].Place, "An arm on a function is one optimiser.");
        }
        );
    }

    private (IExperiment Experiment, string Subject, Func<string, ClaimText, Arm> Bind) OnNetwork()
    {
        var data = Text("data") ?? throw Wrong(claim.Place, "There is no data to train on.", "Add a line such as: data: digits");
        var loss = Text("loss") is { } kind && OneOf(kind, "cross-entropy", "squared") == "squared" ? LossKind.Squared : LossKind.CrossEntropy;
        // In the order in which a reader would look for what is wrong.
        var plans = new Dictionary<string, DataPlan> { [data.Text] = Plan(data) };
        var usual = Text("network") is { } text ? NetworkText.Read(CallText.Parse(text), loss) : null;
        var isDouble = Text("arithmetic") is { } arithmetic && OneOf(arithmetic, "float", "double") == "double";
        var start = Text("start") is { } begin ? StartOf(CallText.Parse(begin)) : new Start();
        var subject = string.Join("; ", OfNetworks.Select(Text).OfType<ClaimText>().Select(line => line.Text.Trim()));
        var settings = new ProbeSettings(NetworkProbes.Keys.Select(key => (key.Name, Text: Text(key.Name))).Where(pair => pair.Text is not null).ToDictionary(pair => pair.Name, pair => pair.Text!));
        _ = settings.Moments;
        return (new NetworkExperiment(start, isDouble, settings), subject, (name, description) =>
        {
            var (network, own, begun, protocol, recipe) = (usual, data, start, Protocol.None, (OptimizerRecipe?)null);
            var networkPlace = Text("network")?.Start;
            var (shape, origin, manner) = (Text("network")?.Text.Trim(), Text("start")?.Text.Trim(), new List<string>());
            foreach (var part in CallText.ParseList(description))
            {
                if (part.Key is "samples")
                {
                    own = ClaimText.Of($"{own.Text}, samples: {part.Text}", own.Start);
                    continue;
                }

                if (part.Key is not null)
                {
                    throw Wrong(part.KeyPlace, $"An arm has no setting '{part.Key}'.", "Settings of the optimiser stand within its parentheses: sgd(lr: 0.2, batch: 32)");
                }

                var call = part.Call();
                if (call.Name == "labels")
                {
                    own = ClaimText.Of($"{own.Text}, {part.Text}", own.Start);
                }
                else if (NetworkText.Names.Contains(call.Name))
                {
                    (network, shape, networkPlace) = (NetworkText.Read(call, loss), part.Text.Trim(), call.Place);
                }
                else if (call.Name == "from")
                {
                    (begun, origin) = (StartOf(call), part.Text.Trim());
                }
                else if (ProtocolText.Names.Contains(call.Name))
                {
                    protocol = ProtocolText.With(protocol, call);
                    manner.Add(part.Text.Trim());
                }
                else
                {
                    recipe = recipe is null ? OptimizerRecipe.Parse(call) : throw Wrong(call.Place, "An arm has one optimiser.");
                    manner.Add(part.Text.Trim());
                }
            }

            if (begun.Stored is not null && protocol.Pruning is { IsFresh: true })
            {
                throw Wrong(description.Start, "Pruned weights cannot start afresh where parameters are stored ones.", "Leave out 'start: fresh', or draw parameters: start: uniform");
            }

            if (!plans.TryGetValue(own.Text, out var plan))
            {
                plans[own.Text] = plan = Plan(own);
            }

            return new Arm(name, description.Text, recipe ?? throw Wrong(description.Start, "The arm has no optimiser.", "For example: arm: mini = sgd(lr: 0.2, batch: 32)"))
            {
                Place = description.Start,
                NetworkPlace = networkPlace,
                Origin = string.Join(" | ", [own.Text.Trim(), shape, $"{loss}", isDouble ? "double" : "float", origin, .. manner]),
                Network = network ?? throw Wrong(description.Start, "There is no network to train.", "Add a line such as: network: mlp(64, 32, 10)"),
                Data = plan,
                Start = begun,
                Protocol = protocol,
            };
        }
        );
    }

    private DataPlan Plan(ClaimText text)
    {
        var isElsewhere = options.DataFolder is not null && (text.Text.StartsWith("mnist", StringComparison.Ordinal) || text.Text.StartsWith("fashion", StringComparison.Ordinal));
        var folder = isElsewhere ? options.DataFolder! : Folder;
        return new DataPlan(DatasetRecipe.Parse(text, folder, options.Files).Load, text.Text.Trim());
    }

    // The axis that is named; else each of them, in amounts that suit small networks.
    private IReadOnlyList<Axis> Axes(List<Arm> arms)
    {
        if (Text("budget-axis") is { } text)
        {
            return Axis.Parse(Text("full-axis") is { } full && options.IsFull ? full : text);
        }

        if (IsFunction || IsLandscape)
        {
            return [new Axis(IsFunction ? AxisKind.Gradients : AxisKind.Steps, IsFunction ? UsualSteps : 1)];
        }

        var samples = arms.Max(arm => arm.Data!.Samples(1).Training.Count);
        return
        [
            new Axis(AxisKind.Steps, UsualSteps),
            new Axis(AxisKind.Epochs, UsualEpochs),
            new Axis(AxisKind.Gradients, (double)UsualEpochs * samples),
            new Axis(AxisKind.Seconds, UsualSeconds),
        ];
    }

    private Start StartOf(CallText call)
    {
        if (call.Name == "from")
        {
            call.AllowOnly(1);
            return call.Positional is [var file] ? new Start { Stored = new StoredParameters(DatasetReader.Inside(file, Folder, options.Files)) }
                : throw Wrong(call.Place, "'from' needs a file of parameters.", "For example: from(theta.npy), or from(net.safetensors)");
        }

        call.AllowOnly(0, "scale");
        var kind = call.Name switch
        {
            "uniform" => StartKind.Uniform,
            "he" => StartKind.He,
            "lecun" => StartKind.LeCun,
            _ => throw call.Unknown("start", ["uniform", "he", "lecun", "from"]),
        };
        return new Start(kind, call.Number("scale", 1));
    }

    private int? Full(string key) => options.IsFull && Text("full-" + key) is { } text ? new CallArgument(key, text.Start, text).Whole(1) : null;

    private double? Number(string key) => Text(key) is { } text ? double.Parse(text.Text, NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    private ClaimText? Text(string key) => claim.Find(key);

    private static string OneOf(ClaimText text, params string[] words) => new CallArgument(null, text.Start, text).OneOf(words);

    private static TrainingException Wrong(Place place, string message, string? advice = null) => new(new Problem(place, message, advice));
}
