using Assay.Training.Experiments;
using Assay.Training.Networks;
using Assay.Training.Passes;

namespace Assay.Training.Connectivity;

/// <summary>What lies between networks of one shape: all pairs, and the mean of all.</summary>
/// <param name="Structure">Which units may be put in order.</param>
/// <param name="Pairs">The ways between any two.</param>
internal sealed record Study(PermutationStructure Structure, IReadOnlyList<PairPaths> Pairs)
{
    /// <summary>How each network does on the samples to train on, and to test on.</summary>
    public required IReadOnlyList<(Measure Training, Measure Test)> Ends { get; init; }

    /// <summary>How the mean of all does as they are.</summary>
    public required (Measure Training, Measure Test) PlainMean { get; init; }

    /// <summary>How the mean of all does once permuted and repaired.</summary>
    public required (Measure Training, Measure Test) MergedMean { get; init; }

    /// <summary>The parameters of that mean.</summary>
    public required double[] Merged { get; init; }

    /// <summary>Looks at networks.</summary>
    /// <param name="network">What all of them are.</param>
    /// <param name="networks">The parameters of each; at least two.</param>
    /// <param name="data">The samples.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Hears how many pairs are done.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Study Of(Network network, IReadOnlyList<double[]> networks, MemberData<float> data, StudyOptions options, Action<int>? progress, CancellationToken cancellation)
    {
        var structure = PermutationStructure.Of(network);
        var pairs = Between(structure, networks, data, options, progress, cancellation);
        var look = new ConnectivityLook(structure, data);
        var merged = look.Repaired(look.Together(networks, options.IsByActivations, cancellation));
        return new Study(structure, pairs)
        {
            Ends = [.. networks.Select(look.Measure)],
            PlainMean = look.Measure(Merging.Mean(networks)),
            MergedMean = look.Measure(merged),
            Merged = merged,
        };
    }

    /// <summary>The ways between any two networks.</summary>
    public static PairPaths[] Between(PermutationStructure structure, IReadOnlyList<double[]> networks, MemberData<float> data, StudyOptions options, Action<int>? progress, CancellationToken cancellation)
    {
        var ways = PairTable.Pairs(networks.Count);
        var (pairs, done) = (new PairPaths[ways.Count], 0);
        var once = new ConnectivityLook(structure, data);
        (Measure Training, Measure Test)[] ends = [.. networks.Select(once.Measure)];
        Parallel.For(
            0,
            ways.Count,
            new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
            () => new ConnectivityLook(structure, data),
            (i, _, look) =>
            {
                look.Ends = [ends[ways[i].First], ends[ways[i].Second]];
                pairs[i] = Between(look, ways[i], networks, options, cancellation);
                progress?.Invoke(Interlocked.Increment(ref done));
                return look;
            },
            _ => { });
        return pairs;
    }

    private static PairPaths Between(ConnectivityLook look, (int First, int Second) pair, IReadOnlyList<double[]> networks, StudyOptions options, CancellationToken cancellation)
    {
        var (first, second) = (networks[pair.First], networks[pair.Second]);
        var orders = look.Orders(first, second, options.IsByActivations, cancellation);
        var matched = look.Structure.Ordered(second, orders);
        return new PairPaths(
            pair.First,
            pair.Second,
            look.Line(first, second, options.Points, isRepaired: false, cancellation),
            look.Line(first, matched, options.Points, isRepaired: false, cancellation),
            options.IsWithoutRepair ? null : look.Line(first, matched, options.Points, isRepaired: true, cancellation),
            options.BezierSteps is { } steps ? look.Curve(first, BezierPath.Train(look, first, second, BezierPath.Usual, steps, 1, cancellation), second, options.Points, cancellation) : null)
        {
            Distance = (Distance(first, second, look.Network.TrainedCount), Distance(first, matched, look.Network.TrainedCount)),
            Permuted = (orders.Sum(order => order.Index().Count(unit => unit.Index != unit.Item)), orders.Sum(order => order.Length)),
        };
    }

    private static double Distance(double[] first, double[] second, int count)
    {
        double[] difference = [.. first.Take(count).Zip(second, (a, b) => a - b)];
        return Optimizers.Flat.Norm<double>(difference);
    }
}
