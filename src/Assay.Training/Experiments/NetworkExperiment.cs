using System.Collections.Concurrent;
using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Training.Probes;
using Assay.Training.Questions;

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
        var training = width * ((3 * samples) + activations + (30L * arm.Network.ParameterCount));
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
        var trainers = _trainers.GetOrAdd(arm, _ => []);
        var data = arm.Data!.For<S>(arm.Network!, seed, options.IsTuning);
        var trainer = trainers.TryTake(out var idle) ? (Trainer<T, S>)idle : new Trainer<T, S>(arm, data.Training.Length);
        var run = trainer.Train(data, arm.Start ?? start, seed, axis, options.Looks, cancellation, options.Wanted.Count > 0 ? settings.Moments : []);
        if (options.Wanted.Count > 0)
        {
            run = Probed<T, S>(run, trainer, arm, seed, axis, options.Wanted, cancellation);
        }

        if (!options.IsTuning)
        {
            trainers.Add(trainer);
        }

        return run;
    }

    private Run Probed<T, S>(Run run, Trainer<T, S> trainer, Arm arm, ulong seed, Axis axis, IReadOnlyList<string> wanted, CancellationToken cancellation)
        where T : unmanaged, IReal<T, S>
        where S : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<S>
    {
        var results = new Dictionary<string, double>(run.Quantities);
        foreach (var name in wanted)
        {
            results[name] = double.NaN;
        }

        if (run.Quantities["diverged"] > 0)
        {
            return run with { Quantities = results };
        }

        var member = Member(trainer, arm, seed, axis, cancellation);
        foreach (var probe in Probes(wanted))
        {
            probe.Measure(member, wanted, settings, results, cancellation);
        }

        return run with { Quantities = results };
    }

    /// <summary>Trains a member, as probes see it; null where it diverged.</summary>
    public ProbedMember? Member(Arm arm, ulong seed, Axis axis, IReadOnlyList<double> moments, CancellationToken cancellation) => isDouble
        ? Member<Real, double>(arm, seed, axis, moments, cancellation)
        : Member<Lanes, float>(arm, seed, axis, moments, cancellation);

    private ProbedMember? Member<T, S>(Arm arm, ulong seed, Axis axis, IReadOnlyList<double> moments, CancellationToken cancellation)
        where T : unmanaged, IReal<T, S>
        where S : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<S>
    {
        var data = arm.Data!.For<S>(arm.Network!, seed, isTuning: false);
        var trainer = new Trainer<T, S>(arm, data.Training.Length);
        var run = trainer.Train(data, arm.Start ?? start, seed, axis, 0, cancellation, moments);
        return run.Quantities["diverged"] > 0 ? null : Member(trainer, arm, seed, axis, cancellation);
    }

    private ProbedMember Member<T, S>(Trainer<T, S> trainer, Arm arm, ulong seed, Axis axis, CancellationToken cancellation)
        where T : unmanaged, IReal<T, S>
        where S : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<S>
    {
        var data = arm.Data!;
        Trainer<T, S>? other = null;
        return new ProbedMember(arm.Network!, seed, data.For<double>(arm.Network!, seed, isTuning: false))
        {
            Start = trainer.Start(),
            IsTangentScaled = arm.Protocol.IsTangentScaled,
            Moments = trainer.Moments(),
            Another = begin =>
            {
                var own = data.For<S>(arm.Network!, seed, isTuning: false);
                other ??= new Trainer<T, S>(arm, own.Training.Length);
                return other.Train(own, arm.Start ?? start, begin, axis, 0, cancellation).Quantities["diverged"] > 0 ? null : other.Parameters();
            },
        };
    }

    private static IEnumerable<IProbe> Probes(IReadOnlyList<string> wanted) => NetworkProbes.All.Where(probe => probe.Quantities.Any(quantity => wanted.Contains(quantity.Name)));
}
