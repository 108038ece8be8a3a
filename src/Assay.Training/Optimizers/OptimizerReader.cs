namespace Assay.Training.Optimizers;

/// <summary>Reads descriptions of optimisers.</summary>
internal static class OptimizerReader
{
    private const int UsualBatch = 32;

    private static readonly string[] Names = ["sgd", "gd", "adam", "adamw", "rmsprop", "adagrad", "sam", "gradreg", "lbfgs", "newton", "newtonplain"];
    private static readonly string[] Common = ["lr", "batch", "schedule", "warmup", "clip"];
    private static readonly string[] Descent = ["momentum", "nesterov", "decay"];

    public static OptimizerRecipe Read(CallText call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.Name switch
        {
            "sam" or "gradreg" => Around(call),
            "lbfgs" => Recipe(call, Whole(call, "memory", 10, count => new LbfgsSettings(count)), 1, null),
            "newton" => Recipe(call, Whole(call, "products", 50, count => new NewtonCgSettings(count)), 1, null),
            "newtonplain" => Plain(call, new PlainNewtonSettings()),
            _ when First(call) is { } settings => Recipe(call, settings, UsualRate(call.Name), call.Name == "gd" ? null : UsualBatch),
            _ => throw call.Unknown("optimiser", Names),
        };
    }

    // An optimiser that steps by another one: in front stands a description of that, or its settings stand among the own ones.
    private static OptimizerRecipe Around(CallText call)
    {
        string[] own = call.Name == "sam" ? ["rho"] : ["strength", "by"];
        if (call.Positional.Count == 0)
        {
            call.AllowOnly(0, [.. own, .. Descent, .. Common]);
            return Recipe(call, Wrap(call, Plain(call)), null, UsualBatch);
        }

        call.AllowOnly(1, own);
        var inner = call.Positional[0].Call();
        var recipe = Read(inner);
        return recipe.Settings is FirstOrderSettings rule ? recipe with { Text = call.ToString(), Settings = Wrap(call, rule) }
            : throw CallSplitter.Wrong(inner.Place, $"'{call.Name}' cannot step by '{inner.Name}', which evaluates the loss elsewhere itself.", "It steps by sgd, gd, adam, adamw, rmsprop or adagrad.");
    }

    private static OptimizerSettings Wrap(CallText call, FirstOrderSettings rule) => call.Name == "sam"
        ? new SamSettings(rule, call.Number("rho", 0.05))
        : new GradientPenaltySettings(
            rule,
            call.Find("strength")?.Number() ?? throw CallSplitter.Wrong(call.Place, "'gradreg' needs a strength.", "It is the factor of the squared length of the gradient: gradreg(strength: 0.1, lr: 0.1)"),
            call.Find("by")?.OneOf("product", "difference") != "difference");

    private static FirstOrderSettings? First(CallText call)
    {
        switch (call.Name)
        {
            case "sgd" or "gd":
                call.AllowOnly(0, [.. Descent, .. Common]);
                return Plain(call);
            case "adam" or "adamw":
                call.AllowOnly(0, ["beta1", "beta2", "epsilon", "decay", .. Common]);
                var isDecoupled = call.Name == "adamw";
                return new AdamSettings(Share(call, "beta1", 0.9), Share(call, "beta2", 0.999), call.Number("epsilon", 1e-8), call.Number("decay", isDecoupled ? 0.01 : 0), isDecoupled);
            case "rmsprop":
                call.AllowOnly(0, ["alpha", "epsilon", "momentum", "decay", .. Common]);
                return new RmsPropSettings(Share(call, "alpha", 0.99), call.Number("epsilon", 1e-8), Share(call, "momentum", 0), call.Number("decay", 0));
            case "adagrad":
                call.AllowOnly(0, ["lr-decay", "start", "epsilon", "decay", .. Common]);
                return new AdagradSettings(call.Number("lr-decay", 0), call.Number("start", 0), call.Number("epsilon", 1e-10), call.Number("decay", 0));
            default:
                return null;
        }
    }

    private static GradientDescentSettings Plain(CallText call)
    {
        var settings = new GradientDescentSettings(Share(call, "momentum", 0), call.Find("nesterov")?.OneOf("true", "false") == "true", call.Number("decay", 0));
        return !settings.IsNesterov || settings.Momentum > 0 ? settings
            : throw CallSplitter.Wrong(call.Find("nesterov")!.Place, "Nesterov's momentum needs a momentum.", "Write one: momentum: 0.9");
    }

    private static OptimizerRecipe Recipe(CallText call, OptimizerSettings settings, double? usualRate, int? usualBatch)
    {
        var rate = call.Find("lr")?.Number() ?? usualRate
            ?? throw CallSplitter.Wrong(call.Place, $"'{call.Name}' needs a learning rate.", $"Write one: {call.Name}(lr: 0.1)");
        var batch = call.Find("batch") is not { } given ? usualBatch
            : given.Text == "all" ? null
            : given.Whole(1);
        if (batch is not null && settings.NeedsAllSamples)
        {
            throw CallSplitter.Wrong(call.Find("batch")!.Place, $"'{call.Name}' compares the loss between points, which needs all samples in every step.", "Write batch: all, or leave it out.");
        }

        var clip = call.Find("clip") is { } length ? length.Number(double.Epsilon) : (double?)null;
        return new OptimizerRecipe(call.ToString(), settings, rate, batch, Change(call), clip) { BatchPlace = batch is null ? null : call.Find("batch")?.Place };
    }

    private static Schedule Change(CallText call)
    {
        var schedule = call.Find("schedule")?.Call() is { } text ? Shape(text) : Schedule.Constant;
        return schedule.After(call.Whole("warmup", 0));
    }

    private static Schedule Shape(CallText text)
    {
        switch (text.Name)
        {
            case "constant":
                text.AllowOnly(0);
                return Schedule.Constant;
            case "step":
                text.AllowOnly(0, "every", "factor");
                var every = text.Find("every")?.Whole(1) ?? throw CallSplitter.Wrong(text.Place, "'step' needs to know after how many steps the rate falls.", "Write it: step(every: 100, factor: 0.1)");
                return Schedule.Steps(every, text.Number("factor", 0.1));
            case "cosine":
                text.AllowOnly(0, "end");
                return Schedule.Cosine(text.Number("end", 0));
            case "linear":
                text.AllowOnly(0, "end");
                return Schedule.Linear(text.Number("end", 0));
            default:
                throw text.Unknown("schedule", ["constant", "step", "cosine", "linear"]);
        }
    }

    private static OptimizerRecipe Plain(CallText call, PlainNewtonSettings settings)
    {
        call.AllowOnly(0, "lr", "batch");
        return Recipe(call, settings, 1, null);
    }

    private static OptimizerSettings Whole(CallText call, string key, int otherwise, Func<int, OptimizerSettings> settings)
    {
        call.AllowOnly(0, key, "lr", "batch");
        return settings(call.Whole(key, otherwise, 1, 10_000));
    }

    // PyTorch's defaults, where it has any that are in use.
    private static double? UsualRate(string name) => name switch
    {
        "adam" or "adamw" => 1e-3,
        "rmsprop" or "adagrad" => 1e-2,
        _ => null,
    };

    // A share of what was there before; at 1 nothing new would ever count.
    private static double Share(CallText call, string key, double otherwise) => call.Number(key, otherwise, 0, Math.BitDecrement(1.0));
}
