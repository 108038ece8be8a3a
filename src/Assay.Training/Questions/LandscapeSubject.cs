using Assay.Claims;
using Assay.Running;
using Assay.Training.Experiments;
using Assay.Training.Networks;
using Assay.Training.Parameters;
using Assay.Training.Probes;

namespace Assay.Training.Questions;

/// <summary>A network the loss around which is looked at: that of an arm of a claim, or one whose parameters are stored.</summary>
internal sealed class LandscapeSubject
{
    private readonly NetworkExperiment _experiment;
    private readonly Arm _arm;
    private readonly Axis _axis;
    private readonly bool _isStored;

    private LandscapeSubject(NetworkExperiment experiment, Arm arm, Axis axis, string text, bool isStored) => (_experiment, _arm, _axis, Text, _isStored) = (experiment, arm, axis, text, isStored);

    /// <summary>What it is.</summary>
    public string Text { get; }

    /// <summary>The network.</summary>
    public Network Network => _arm.Network!;

    /// <summary>How many samples it is trained on.</summary>
    public int Samples => _arm.Data!.Samples(1).Training.Count;

    /// <summary>Whether parameters are stored, so that there is one moment and one seed.</summary>
    public bool IsStored => _isStored;

    /// <summary>The first arm of a claim, or that of a name.</summary>
    /// <exception cref="TrainingException">It is not about networks, or has no such arm, or is wrong.</exception>
    public static LandscapeSubject Of(Claim claim, TrainingOptions options, string? name)
    {
        var plan = new PlanReader(claim, options).Read(new Running.RunOptions().BudgetOf(claim));
        if (plan.Experiment is not NetworkExperiment experiment)
        {
            throw new TrainingException(new Problem(claim.Place, "It trains no network, so that there is no loss to look around in.", "Name a claim with the lines 'data' and 'network'."));
        }

        var text = name is null ? plan.Arms[0] : plan.Arms.FirstOrDefault(arm => arm.Name == name)
            ?? throw new TrainingException(new Problem(claim.Place, $"There is no arm '{name}'.", NearestSpelling.Advice(name, [.. plan.Arms.Select(arm => arm.Name)])));
        var arm = plan.Bind(text.Name, text.Drawn(0));
        Fitting.Check([arm], isTuned: false, claim);
        return new LandscapeSubject(experiment, arm, plan.Axes[0], $"{text.Name} = {arm.Text}; {plan.Subject}; {plan.Axes[0]}", isStored: false);
    }

    /// <summary>Stored parameters.</summary>
    /// <param name="path">A file of .npy or .safetensors.</param>
    /// <param name="network">The network; null where the file says it.</param>
    /// <param name="data">The samples.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="options">Where data is.</param>
    /// <exception cref="TrainingException">Something does not fit.</exception>
    public static LandscapeSubject Stored(string path, string? network, string data, string loss, TrainingOptions options)
    {
        var foreign = network is null && path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase) ? new ForeignParameters(path) : null;
        network ??= foreign is not null ? NetworkText.Write(foreign.Network(LossKind.CrossEntropy))
            : throw new TrainingException(new Problem(Place.Whole(path), "A .npy file does not say of which network its parameters are.", "Give it, as in: --network \"mlp(64, 32, 10)\""));

        // Files of data lie in the current folder, wherever the parameters are.
        var place = Place.Whole(Path.GetFileName(path));
        ClaimEntry Entry(string key, string value) => new(key, place, ClaimText.Of(value, place));
        var claim = new Claim("stored", place,
        [
            Entry("data", data), Entry("network", network), Entry("loss", loss),
            Entry("arm", "stored = sgd(lr: 1)"), Entry("budget-axis", "1 steps"), Entry("claim", "share(stored.trainLoss >= 0) >= 0.5"),
        ]);
        var own = Of(claim, options, null);
        var supposed = foreign is { IsGuessed: true } && own.Network.Layers.Count > 1 ? " (ReLU is supposed between layers, --network says otherwise)" : "";
        var arm = own._arm with { Start = new Start { Stored = new StoredParameters(path) } };
        return new LandscapeSubject(own._experiment, arm, own._axis, $"{Path.GetFileName(path)}; {network}{supposed}; {data}", isStored: true);
    }

    /// <summary>The network of a seed, at each moment; null where it diverged.</summary>
    /// <exception cref="TrainingException">A stored parameter is not finite.</exception>
    public ProbedMember? Member(ulong seed, IReadOnlyList<double> moments, CancellationToken cancellation)
    {
        if (!_isStored)
        {
            return _experiment.Member(_arm, seed, _axis, moments, cancellation);
        }

        var at = _arm.Start!.Draw(Network, seed);
        var wrong = Array.FindIndex(at, value => !double.IsFinite(value));
        if (wrong >= 0)
        {
            var block = Network.Parameters.Last(own => own.Start <= wrong);
            throw new TrainingException(new Problem(Place.Whole(_arm.Start.Stored!.Path), $"Entry {wrong - block.Start} of {block.Name} is {at[wrong]}, and there is no loss around that.", "Store parameters that are finite."));
        }

        return new ProbedMember(Network, seed, _arm.Data!.For<double>(Network, seed, isTuning: false)) { Start = at, Moments = [new Moment(0, 0, at)], Another = _ => null };
    }
}
