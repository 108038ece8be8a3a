using Assay.Training.Certified;
using Assay.Training.Experiments;
using Assay.Training.Geometry;
using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Training.Rows;

namespace Assay.Training.Probes;

/// <summary>A network that was trained, as probes see it.</summary>
/// <param name="network">The network.</param>
/// <param name="seed">The seed of the member.</param>
/// <param name="data">Its samples.</param>
internal sealed class ProbedMember(Network network, ulong seed, MemberData<double> data)
{
    private readonly Lazy<Batch<Doubles, double>> _training = new(() => Filled(network, data, data.Training));
    private readonly Lazy<Batch<Doubles, double>> _test = new(() => Filled(network, data, data.Test));

    private readonly Lazy<CertifiedLoss> _certified = new(() => new CertifiedLoss(network, data.Inputs.ToArray(), data.Targets, data.TargetsPerSample, data.Training));
    private LossSurface? _surface;

    /// <summary>The network.</summary>
    public Network Network => network;

    /// <summary>Its loss on all samples to train on.</summary>
    public LossSurface Surface => _surface ??= new LossSurface(network, Training, Floats());

    /// <summary>The same, enclosed.</summary>
    public CertifiedLoss Certified => _certified.Value;

    /// <summary>The seed of the member.</summary>
    public ulong Seed => seed;

    /// <summary>Its samples.</summary>
    public MemberData<double> Data => data;

    /// <summary>Whether its steps were those of the parametrisation whose kernel has a limit of infinite width.</summary>
    public bool IsTangentScaled { get; init; }

    /// <summary>Where it started.</summary>
    public required double[] Start { get; init; }

    /// <summary>Where it was at the moments that the claim names, in their order; the last one is where it ended unless the claim says otherwise.</summary>
    public required IReadOnlyList<Moment> Moments { get; init; }

    /// <summary>
    /// Trains another network of the same arm on the same samples, whose start and order of samples are those of another seed; null where it diverged.
    /// It takes as long as the training did.
    /// </summary>
    public required Func<ulong, double[]?> Another { get; init; }

    /// <summary>All samples to train on.</summary>
    public Batch<Doubles, double> Training => _training.Value;

    /// <summary>All samples to test on; there may be none.</summary>
    public Batch<Doubles, double> Test => _test.Value;

    private Batch<Lanes, float> Floats()
    {
        var batch = new Batch<Lanes, float>(data.Training.Length, network.Input.Count, data.TargetsPerSample) { AreLabels = network.Loss == LossKind.CrossEntropy, IsInRows = RowCurvature.Fits(network) };
        batch.Fill(Array.ConvertAll(data.Inputs.ToArray(), x => (float)x), Array.ConvertAll(data.Targets, x => (float)x), data.Training);
        return batch;
    }

    private static Batch<Doubles, double> Filled(Network network, MemberData<double> data, int[] rows)
    {
        var batch = new Batch<Doubles, double>(rows.Length, network.Input.Count, data.TargetsPerSample) { AreLabels = network.Loss == LossKind.CrossEntropy };
        batch.Fill(data.Inputs.Span, data.Targets, rows);
        return batch;
    }
}
