using Assay.Training.Experiments;
using Assay.Training.Networks;
using Assay.Training.Passes;

namespace Assay.Training.Connectivity;

/// <summary>Looks at networks between networks, on one set of samples, in floats; each thread wants one of its own.</summary>
internal sealed class ConnectivityLook
{
    private const int MostForStatistics = 2048;
    private const int MostEntries = 1 << 23;

    private readonly Engine<Lanes, float> _engine;
    private readonly Samples<Lanes, float> _samples;
    private readonly Lazy<Batch<Lanes, float>> _some;
    private readonly Lazy<Repair<Lanes, float>> _repair;
    private readonly Lazy<ActivationMatching<Lanes, float>> _activations;

    /// <param name="structure">The network.</param>
    /// <param name="data">The samples.</param>
    public ConnectivityLook(PermutationStructure structure, MemberData<float> data)
    {
        Structure = structure;
        _engine = Engine<Lanes, float>.Of(structure.Network, Math.Max(data.Training.Length, data.Test.Length));
        _samples = new Samples<Lanes, float>(structure.Network, _engine);
        _samples.Use(data);
        _some = new(Some);
        _repair = new(() => new Repair<Lanes, float>(structure, _some.Value));
        _activations = new(() => new ActivationMatching<Lanes, float>(structure, _some.Value));
    }

    /// <summary>Which units may be put in order.</summary>
    public PermutationStructure Structure { get; }

    /// <summary>The network.</summary>
    public Network Network => Structure.Network;

    /// <summary>The samples.</summary>
    public MemberData<float> Data => _samples.Data;

    /// <summary>On how many samples statistics and correlations of units are taken: the first 2,048 to train on, or fewer where layers are large.</summary>
    public static int StatisticsSamples(Network network, int samples) =>
        Math.Clamp(MostEntries / network.Stages.Max(stage => stage.Output.Count), 1, Math.Min(samples, MostForStatistics));

    /// <summary>About how many bytes it takes.</summary>
    public static long MemoryOf(Network network, int samples)
    {
        var some = StatisticsSamples(network, samples);
        var outputs = network.Stages.Sum(stage => stage.Output.Count + stage.Layer.Remembered(stage));
        var units = network.Stages.Max(stage => stage.Output.Sizes[0]);
        return (2L * sizeof(float) * samples * (network.Input.Count + 1)) + (some * ((3L * sizeof(float) * outputs) + (2L * sizeof(double) * outputs)))
            + (sizeof(double) * ((12L * network.ParameterCount) + (3L * units * units)));
    }

    /// <summary>How the ends of paths do, where that is known; permuting changes nothing of it.</summary>
    public (Measure Training, Measure Test)[]? Ends { get; set; }

    /// <summary>How a network does on the samples to train on, and on those to test on.</summary>
    public (Measure Training, Measure Test) Measure(double[] parameters) => Measure(Narrow(parameters));

    /// <summary>The second network with its units in the order of the first one's.</summary>
    public double[] Matched(double[] first, double[] second, bool byActivations, CancellationToken cancellation) =>
        Structure.Ordered(second, Orders(first, second, byActivations, cancellation));

    /// <summary>For each group of units and each of its places in the first network, the unit of the second that comes there.</summary>
    public int[][] Orders(double[] first, double[] second, bool byActivations, CancellationToken cancellation) =>
        byActivations ? _activations.Value.Match(Narrow(first), Narrow(second)) : new WeightMatching(Structure).Match(first, second, cancellation).Orders;

    /// <summary>The networks with their units in one order.</summary>
    /// <remarks>A mean of networks has weights, but nothing that its units made of samples: by activations all are matched to the first.</remarks>
    public IReadOnlyList<double[]> Together(IReadOnlyList<double[]> networks, bool byActivations, CancellationToken cancellation) => networks.Count == 2 || byActivations
        ? [networks[0], .. networks.Skip(1).Select(other => Matched(networks[0], other, byActivations, cancellation))]
        : new Merging(Structure).Together(networks, cancellation);

    /// <summary>The straight line between two networks.</summary>
    /// <param name="first">Where it starts.</param>
    /// <param name="second">Where it ends.</param>
    /// <param name="points">How many points are looked at, the ends among them.</param>
    /// <param name="isRepaired">Whether units between the ends are corrected.</param>
    /// <param name="cancellation">Ends it.</param>
    public PathCurve Line(double[] first, double[] second, int points, bool isRepaired, CancellationToken cancellation)
    {
        IReadOnlyList<UnitMoments[]>[] ends = isRepaired ? [_repair.Value.MomentsOf(Narrow(first)), _repair.Value.MomentsOf(Narrow(second))] : [];
        return Along(points, place =>
        {
            var parameters = Narrow([.. first.Zip(second, (a, b) => ((1 - place) * a) + (place * b))]);
            if (isRepaired && place is > 0 and < 1)
            {
                _repair.Value.Correct(parameters, Repair<Lanes, float>.Between(ends, [1 - place, place]));
            }

            return parameters;
        }, cancellation);
    }

    /// <summary>The curve between two networks that a third one bends; the statistics of batch normalisation are taken anew on it.</summary>
    public PathCurve Curve(double[] first, double[] control, double[] second, int points, CancellationToken cancellation) => Along(points, place =>
    {
        var parameters = Narrow(BezierPath.At(first, control, second, place));
        if (Network.NormalisesBatches && place is > 0 and < 1)
        {
            _repair.Value.Correct(parameters, null);
        }

        return parameters;
    }, cancellation);

    /// <summary>The mean of networks, corrected.</summary>
    public double[] Repaired(IReadOnlyList<double[]> networks)
    {
        var parameters = Narrow(Merging.Mean(networks));
        double[] weights = [.. networks.Select(_ => 1.0 / networks.Count)];
        _repair.Value.Correct(parameters, Repair<Lanes, float>.Between([.. networks.Select(network => _repair.Value.MomentsOf(Narrow(network)))], weights));
        return Array.ConvertAll(parameters, value => (double)value);
    }

    private PathCurve Along(int points, Func<double, float[]> network, CancellationToken cancellation)
    {
        var places = PathCurve.Places(points);
        var measures = new (Measure Training, Measure Test)[points];
        for (var i = 0; i < points; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            measures[i] = Ends is not null && i == 0 ? Ends[0] : Ends is not null && i == points - 1 ? Ends[1] : Measure(network(places[i]));
        }

        return new PathCurve(places, [.. measures.Select(pair => pair.Training)], [.. measures.Select(pair => pair.Test)]);
    }

    private (Measure Training, Measure Test) Measure(float[] parameters) => (_samples.OnTraining(parameters), _samples.OnTest(parameters));

    private static float[] Narrow(double[] parameters) => Array.ConvertAll(parameters, value => (float)value);

    private Batch<Lanes, float> Some()
    {
        var rows = Data.Training[..StatisticsSamples(Network, Data.Training.Length)];
        var batch = _samples.Room(rows.Length);
        batch.Fill(Data.Inputs.Span, Data.Targets, rows);
        return batch;
    }
}
