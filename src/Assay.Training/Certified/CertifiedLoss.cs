using Assay.Statistics;
using Assay.Training.Networks;
using Assay.Training.Passes;

namespace Assay.Training.Certified;

/// <summary>The loss of a network on given samples, enclosed: what is said of it holds in exact arithmetic.</summary>
internal sealed class CertifiedLoss
{
    private const int AtOnce = 16;
    private const ulong Purpose = 0xCE27_0001;

    private readonly Network _network;
    private readonly double[] _inputs;
    private readonly double[] _targets;
    private readonly int _targetsPerSample;
    private readonly int[] _rows;
    private readonly int _counted;
    private readonly Batch<Taylor, double> _batch;

    /// <param name="network">The network.</param>
    /// <param name="inputs">Row after row.</param>
    /// <param name="targets">Row after row: a label, or numbers.</param>
    /// <param name="targetsPerSample">Targets of each.</param>
    /// <param name="rows">Which rows count.</param>
    /// <exception cref="NotSupportedException">See <see cref="WhyNot"/>.</exception>
    public CertifiedLoss(Network network, double[] inputs, double[] targets, int targetsPerSample, int[] rows)
    {
        if (WhyNot(network) is { } reason)
        {
            throw new NotSupportedException(reason);
        }

        (_network, _inputs, _targets, _targetsPerSample, _rows) = (network, inputs, targets, targetsPerSample, rows);
        _counted = AreLabels ? Targets().Count(label => label >= 0) : rows.Length;
        _batch = new(Math.Min(AtOnce, rows.Length), network.Input.Count, targetsPerSample) { AreLabels = AreLabels };
    }

    private bool AreLabels => _network.Loss == LossKind.CrossEntropy;

    /// <summary>Why a network's loss cannot be enclosed, or null.</summary>
    public static string? WhyNot(Network network) => network.NormalisesBatches ? "batches that are normalised are not enclosed"
        : AnyGelu(network.Stages) ? "gelu is not enclosed; relu and tanh are" : null;

    /// <summary>About how many bytes it takes.</summary>
    public static long MemoryOf(Network network, int samples) => 56L * 4 * AtOnce * (network.Input.Count + network.Stages.Sum(stage => (2L * stage.Output.Count) + stage.Layer.Remembered(stage)));

    /// <summary>The sum over samples of their losses, over how many there are; with its derivatives along a direction.</summary>
    /// <remarks>The mean is that of exact arithmetic; what weighs a sample is 1 over their number.</remarks>
    /// <param name="at">All parameters.</param>
    /// <param name="direction">The direction, or nothing.</param>
    /// <param name="cancellation">Ends it.</param>
    public Taylor Along(ReadOnlySpan<double> at, ReadOnlySpan<double> direction, CancellationToken cancellation)
    {
        if (!AreNumbers(at) || !AreNumbers(direction))
        {
            var nothing = new Enclosure(double.NaN, double.NaN);
            return new(nothing, nothing, nothing, IsSmooth: false);
        }

        var chain = new Chain<Taylor, double>(_network.Stages, AtOnce);
        var loss = Loss<Taylor, double>.Of(_network);
        var pairs = Pairs(at, direction);
        var (sum, hits) = (Taylor.Of(0), new Hits<Taylor, double>());
        Span<Taylor> ones = new Taylor[AtOnce];
        ones.Fill(Taylor.Of(1));
        for (var first = 0; first < _rows.Length; first += AtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Fill(first);
            var pass = new Pass<Taylor, double>(pairs, default, ones[..count], isTraining: false);
            var outputs = chain.Forward(pass, _batch.Inputs.AsSpan(0, count * _network.Input.Count));
            loss.Add(outputs, _batch.Targets.AsSpan(0, count * _targetsPerSample), pass.Weights, default, ref sum, ref hits);
        }

        return sum / Taylor.Of(_counted);
    }

    /// <summary>Whether there surely is no kink around a point: along a random direction no rectified unit may be at 0, and no maximum tied.</summary>
    /// <remarks>Where there may be one, eigenvalues of the Hessian do not tell how the loss bends.</remarks>
    public static bool IsSmoothAround(Network network, CertifiedLoss? loss, double[] at, CancellationToken cancellation)
    {
        var random = new Philox(1, Purpose);
        return !AnyKinks(network.Stages) || (loss is not null && loss.Along(at, Array.ConvertAll(at, _ => random.NextNormal()), cancellation).IsSmooth);
    }

    /// <summary>Whether all units of the last rectified layer are surely below 0 before they are rectified, on every sample, and some biases behind it are the best.</summary>
    /// <remarks>
    /// Units are so for all parameters nearby as well: what the network makes is there the same for every sample, and depends on the last layer's biases only. Of cross-entropy
    /// there are best ones only where each class has a sample: that of one without falls for ever as its bias falls.
    /// </remarks>
    public bool IsStrictlyDead(ReadOnlySpan<double> at, CancellationToken cancellation)
    {
        var last = LastRectifier(_network);
        if (last < 1 || !AreNumbers(at) || !HasBestBiases())
        {
            return false;
        }

        var chain = new Chain<Taylor, double>([.. _network.Stages.Take(last)], AtOnce);
        var pairs = Pairs(at, default);
        for (var first = 0; first < _rows.Length; first += AtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Fill(first);
            var pass = new Pass<Taylor, double>(pairs, default, _batch.Weights.AsSpan(0, count), isTraining: false);
            foreach (var entry in chain.Forward(pass, _batch.Inputs.AsSpan(0, count * _network.Input.Count)))
            {
                if (!(entry.Value.High < 0))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>The loss of the plateau of strictly dead units, with the best biases: that of the best constant outputs.</summary>
    public Enclosure LossOfPlateau() => AreLabels ? ConstantLoss.OfLabels(Targets().Where(label => label >= 0)) : ConstantLoss.OfTargets([.. Targets()], _targetsPerSample);

    /// <summary>The place of the last layer but one, where it rectifies and the last is dense; else -1.</summary>
    public static int LastRectifier(Network network) =>
        network.Stages.Count >= 3 && network.Stages[^1].Layer is Dense && network.Stages[^2].Layer is Activation { Kind: ActivationKind.Relu } ? network.Stages.Count - 2 : -1;

    // Takes in the samples from one on, as many as go through at once.
    private int Fill(int first)
    {
        var count = Math.Min(AtOnce, _rows.Length - first);
        _batch.Fill(_inputs, _targets, _rows.AsSpan(first, count));
        return count;
    }

    // Of each sample that counts, in order: labels, or numbers.
    private IEnumerable<double> Targets() => _rows.SelectMany(row => Enumerable.Range(row * _targetsPerSample, _targetsPerSample)).Select(place => _targets[place]);

    private bool HasBestBiases() => !AreLabels || Targets().Where(label => label >= 0).Distinct().Count() == _network.Output.Sizes[^1];

    // Products with what is exactly 0 are left out, which is right for numbers only.
    private static bool AreNumbers(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AnyKinks(IEnumerable<Stage> stages) => stages.Any(stage =>
        stage.Layer is Activation { Kind: ActivationKind.Relu } or Pool { Kind: PoolKind.Greatest } || AnyKinks(stage.Inner));

    private static bool AnyGelu(IEnumerable<Stage> stages) => stages.Any(stage => stage.Layer is Activation { Kind: ActivationKind.Gelu } || AnyGelu(stage.Inner));

    private static double[] Pairs(ReadOnlySpan<double> at, ReadOnlySpan<double> direction)
    {
        var pairs = new double[2 * at.Length];
        for (var i = 0; i < at.Length; i++)
        {
            (pairs[2 * i], pairs[(2 * i) + 1]) = (at[i], i < direction.Length ? direction[i] : 0);
        }

        return pairs;
    }
}
