using System.Collections.Concurrent;
using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Training.Questions;

namespace Assay.Training.Experiments;

/// <summary>Networks on data.</summary>
/// <param name="start">Where parameters start.</param>
/// <param name="isDouble">Whether doubles are computed with, not floats.</param>
internal sealed class NetworkExperiment(Start start, bool isDouble) : IExperiment
{
    private readonly ConcurrentDictionary<Arm, ConcurrentBag<object>> _trainers = new(ReferenceEqualityComparer.Instance);

    public IReadOnlyList<Quantity> Quantities => NetworkQuantities.All;

    public string Shown => "trainLoss";

    public long MemoryOf(Arm arm)
    {
        // Samples twice, as they are read and in blocks; activations and their derivatives; parameters and what optimisers keep of them.
        var width = isDouble ? sizeof(double) : sizeof(float);
        var split = arm.Data!.Samples(1);
        var samples = (long)(split.Training.Count + split.Test.Count) * (split.Training.Features + 1);
        var activations = arm.Network!.Stages.Sum(stage => (2L * stage.Output.Count) + stage.Layer.Remembered(stage)) * 64;
        return width * ((3 * samples) + activations + (30L * arm.Network.ParameterCount));
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
        var run = trainer.Train(data, arm.Start ?? start, seed, axis, options.Looks, cancellation);
        if (!options.IsTuning)
        {
            trainers.Add(trainer);
        }

        return run;
    }
}
