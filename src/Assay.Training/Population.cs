using System.Numerics;
using Assay.Training.Data;
using Assay.Training.Experiments;
using Assay.Training.Networks;
using Assay.Training.Optimizers;
using Assay.Training.Passes;

namespace Assay.Training;

/// <summary>Trains the same network many times over, each time from another seed.</summary>
public static class Population
{
    /// <summary>Trains a population on the same samples.</summary>
    /// <param name="network">What is trained; a sample of the data has as many numbers as its input.</param>
    /// <param name="data">The samples to learn from, and those to test on, which may be none.</param>
    /// <param name="optimizer">How, as in <c>OptimizerRecipe.Parse("sgd(lr: 0.2, batch: 32)")</c>.</param>
    /// <param name="seeds">How many members.</param>
    /// <param name="steps">How many changes of the parameters each makes, unless <see cref="PopulationOptions.Axis"/> says otherwise.</param>
    /// <param name="options">How it is done.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The members in the order of their seeds, the first of which is 1: the same bits whatever the number of threads. One that diverged is there as well.</returns>
    /// <exception cref="ArgumentException">The data does not fit the network; the text says which sizes.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<TrainedNetwork> Train(
        Network network, Split data, OptimizerRecipe optimizer, int seeds = 64, int steps = 1000, PopulationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Train(network, _ => data, optimizer, seeds, steps, options, cancellation);
    }

    /// <summary>Trains a population each member of which has samples of its own, as <see cref="DatasetRecipe.Load"/> gives them for a seed.</summary>
    /// <inheritdoc cref="Train(Network, Split, OptimizerRecipe, int, int, PopulationOptions?, CancellationToken)"/>
    public static IReadOnlyList<TrainedNetwork> Train(
        Network network, Func<ulong, Split> data, OptimizerRecipe optimizer, int seeds = 64, int steps = 1000, PopulationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(seeds);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        options ??= new PopulationOptions();
        var first = data(options.FirstSeed);
        var reason = WhyNot(network, first.Training) ?? (first.Test.Count > 0 ? WhyNot(network, first.Test) : null);
        if (reason is not null)
        {
            throw new ArgumentException(reason, nameof(data));
        }

        var arm = new Arm("population", optimizer.Text, optimizer) { Network = network, Data = new DataPlan(data, "") };
        var axis = options.Axis ?? new Axis(AxisKind.Steps, steps);
        return options.IsDouble ? Train<Real, double>(arm, seeds, axis, options, cancellation) : Train<Lanes, float>(arm, seeds, axis, options, cancellation);
    }

    /// <summary>Why a network cannot learn from these samples, or null.</summary>
    internal static string? WhyNot(Network network, Dataset data)
    {
        var outputs = network.Output.Count;
        return data.Count == 0 ? "There are no samples."
            : data.Features != network.Input.Count ? $"The network takes {Shown(network.Input)} numbers, and a sample has {data.Features}."
            : outputs != data.Outputs ? $"The network makes {Shown(network.Output)} numbers, and the data has {data.Outputs} {(data.Labels is null ? "targets" : "classes")}."
            : data.Labels is null && network.Loss == LossKind.CrossEntropy ? "The data has numbers as targets, and cross-entropy needs labels."
            : null;
    }

    // One size is its own product.
    private static string Shown(Shape shape) => shape.Sizes.Count == 1 ? shape.ToString() : $"{shape} = {shape.Count}";

    private static TrainedNetwork[] Train<T, S>(Arm arm, int seeds, Axis axis, PopulationOptions options, CancellationToken cancellation)
        where T : unmanaged, IReal<T, S>
        where S : unmanaged, IBinaryFloatingPointIeee754<S>
    {
        var members = new TrainedNetwork[seeds];
        Parallel.For(0, seeds, new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation }, i =>
        {
            var seed = options.FirstSeed + (ulong)i;
            var samples = arm.Data!.For<S>(arm.Network!, seed, isTuning: false);
            var trainer = new Trainer<T, S>(arm, samples.Training.Length);
            var run = trainer.Train(samples, options.Start, seed, axis, looks: 0, cancellation);
            members[i] = new TrainedNetwork(arm.Network!, trainer.Parameters()) { Seed = seed, Measures = run.Quantities };
        });
        return members;
    }
}
