using System.Collections.Concurrent;
using System.Globalization;
using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Training.Probes;
using Assay.Training.Questions;
using Assay.Verdicts;

namespace Assay.Training.Experiments;

/// <summary>Networks on data.</summary>
/// <param name="start">Where parameters start.</param>
/// <param name="isDouble">Whether doubles are computed with, not floats.</param>
/// <param name="settings">What the claim says about probes.</param>
internal sealed class NetworkExperiment(Start start, bool isDouble, ProbeSettings settings) : IExperiment
{
    private readonly ConcurrentDictionary<Arm, ConcurrentBag<object>> _trainers = new(ReferenceEqualityComparer.Instance);

    public IReadOnlyList<Quantity> Quantities => NetworkQuantities.All;

    public IReadOnlyList<Quantity> DearQuantities => NetworkProbes.Quantities;

    public string Manner => settings.Text;

    public string Shown => "trainLoss";

    public string? WhyNot(Arm arm, IReadOnlyList<string> wanted) =>
        arm.Protocol.IsLinearised ? "geometry and kernels are measured of networks, not of linear models." : Probes(wanted).Select(probe => probe.WhyNot(arm.Network!, wanted, settings)).FirstOrDefault(reason => reason is not null);

    public long MemoryOf(Arm arm, IReadOnlyList<string> wanted)
    {
        // Samples twice, as they are read and in blocks; activations and their derivatives; parameters and what optimisers keep of them.
        var width = isDouble ? sizeof(double) : sizeof(float);
        var split = arm.Data!.Samples(1);
        var samples = (long)(split.Training.Count + split.Test.Count) * (split.Training.Features + 1);
        var activations = arm.Network!.Stages.Sum(stage => (2L * stage.Output.Count) + stage.Layer.Remembered(stage)) * 64;
        var training = width * ((3 * samples) + activations + (30L * arm.Network.ParameterCount) + arm.Recipe.Settings.Kept(arm.Network.TrainedCount));
        var probing = Probes(wanted).Select(probe => probe.MemoryOf(arm.Network, split.Training.Count, wanted, settings)).DefaultIfEmpty(0).Max();
        return training + probing + (wanted.Count == 0 ? 0 : sizeof(double) * (samples + ((long)settings.Moments.Count * arm.Network.ParameterCount)));
    }

    public Run Train(Arm arm, ulong seed, Axis axis, RunOptions options, CancellationToken cancellation) => isDouble
        ? Train<Real, double>(arm, seed, axis, options, cancellation)
        : Train<Lanes, float>(arm, seed, axis, options, cancellation);

    private Run Train<T, S>(Arm arm, ulong seed, Axis axis, RunOptions options, CancellationToken cancellation)
        where T : unmanaged, IReal<T, S>
        where S : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<S>
    {
        TrainedMember Go() => Train<T, S>(arm, seed, seed, axis, settings.Moments, options.Looks, options.IsTuning, cancellation);

        // What is measured in seconds is trained when it is asked for.
        var kept = axis.Kind != AxisKind.Seconds ? options.Kept : null;
        var trained = kept is null ? Go() : kept.Of(string.Create(CultureInfo.InvariantCulture, $"at {string.Join(' ', settings.Moments.Select(DoubleText.Of))}, {options.Looks} looks"), Go);
        if (options.Wanted.Count == 0)
        {
            return trained.Run;
        }

        var results = new Dictionary<string, double>(trained.Run.Quantities);
        foreach (var name in options.Wanted)
        {
            results[name] = double.NaN;
        }

        if (!trained.HasDiverged)
        {
            var member = Member<T, S>(trained, arm, seed, axis, kept, cancellation);
            foreach (var probe in Probes(options.Wanted))
            {
                probe.Measure(member, options.Wanted, settings, results, cancellation);
            }
        }

        return trained.Run with { Quantities = results };
    }

    // The seed of the samples, and that of the start and of their order.
    private TrainedMember Train<T, S>(Arm arm, ulong seed, ulong begin, Axis axis, IReadOnlyList<double> moments, int looks, bool isTuning, CancellationToken cancellation)
        where T : unmanaged, IReal<T, S>
        where S : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<S>
    {
        var trainers = _trainers.GetOrAdd(arm, _ => []);
        var data = arm.Data!.For<S>(arm.Network!, seed, isTuning);
        var trainer = trainers.TryTake(out var idle) ? (Trainer<T, S>)idle : new Trainer<T, S>(arm, data.Training.Length);
        var run = trainer.Train(data, arm.Start ?? start, begin, axis, looks, cancellation, moments);
        var member = new TrainedMember(run, trainer.Start(), trainer.Moments());
        if (!isTuning)
        {
            // Whoever takes it next replaces both.
            trainers.Add(trainer);
        }

        return member;
    }

    /// <summary>Trains a member, as probes see it; null where it diverged.</summary>
    public ProbedMember? Member(Arm arm, ulong seed, Axis axis, IReadOnlyList<double> moments, CancellationToken cancellation) => isDouble
        ? Member<Real, double>(arm, seed, axis, moments, cancellation)
        : Member<Lanes, float>(arm, seed, axis, moments, cancellation);

    private ProbedMember? Member<T, S>(Arm arm, ulong seed, Axis axis, IReadOnlyList<double> moments, CancellationToken cancellation)
        where T : unmanaged, IReal<T, S>
        where S : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<S>
    {
        var trained = Train<T, S>(arm, seed, seed, axis, moments, 0, isTuning: false, cancellation);
        return trained.HasDiverged ? null : Member<T, S>(trained, arm, seed, axis, null, cancellation);
    }

    private ProbedMember Member<T, S>(TrainedMember trained, Arm arm, ulong seed, Axis axis, KeptMembers? kept, CancellationToken cancellation)
        where T : unmanaged, IReal<T, S>
        where S : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<S> => new(arm.Network!, seed, arm.Data!.For<double>(arm.Network!, seed, isTuning: false))
        {
            // Probes have copies: what is kept is kept as it was.
            Start = [.. trained.Start],
            IsTangentScaled = arm.Protocol.IsTangentScaled,
            Moments = [.. trained.Moments.Select(moment => moment with { Parameters = [.. moment.Parameters] })],
            Another = begin =>
            {
                TrainedMember Go() => Train<T, S>(arm, seed, begin, axis, [1], 0, isTuning: false, cancellation);
                var other = kept is null ? Go() : kept.Of(string.Create(CultureInfo.InvariantCulture, $"from {begin}"), Go);
                return other.HasDiverged ? null : [.. other.Moments[^1].Parameters];
            },
        };

    private static IEnumerable<IProbe> Probes(IReadOnlyList<string> wanted) => NetworkProbes.All.Where(probe => probe.Quantities.Any(quantity => wanted.Contains(quantity.Name)));
}
