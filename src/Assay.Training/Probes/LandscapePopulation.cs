using Assay.Statistics;
using Assay.Training.Geometry;
using Assay.Training.Networks;
using Assay.Training.Optimizers;
using Assay.Training.Passes;

namespace Assay.Training.Probes;

/// <summary>
/// What an estimate of the trace of the Hessian owes to the seed of the training, to the batch that it is taken on, and to the random probe (Hutchinson 1990): one number
/// from one probe on one batch of one run says nothing of how far the next would be.
/// </summary>
internal static class LandscapePopulation
{
    /// <summary>Batches of each member: its samples to train on, in so many equal parts.</summary>
    public const int Batches = 4;

    /// <summary>Probes of each batch.</summary>
    public const int Probes = 4;

    private const ulong Purpose = 0x9055_0001;

    /// <summary>Estimates of the trace by single probes of one member, batch by batch.</summary>
    public static double[][] TracesOf(ProbedMember member, CancellationToken cancellation)
    {
        var (network, rows) = (member.Network, member.Data.Training);
        var count = Math.Max(1, rows.Length / Batches);
        var traces = new double[Batches][];
        for (var part = 0; part < Batches; part++)
        {
            var batch = new Batch<Doubles, double>(count, network.Input.Count, member.Data.TargetsPerSample) { AreLabels = network.Loss == LossKind.CrossEntropy };
            batch.Fill(member.Data.Inputs.Span, member.Data.Targets, rows.AsSpan(Math.Min(part * count, rows.Length - count), count));
            var surface = new LossSurface(network, batch);
            var random = new Philox(member.Seed, Purpose + ((ulong)part << 32));
            double[] vectors = [.. Enumerable.Range(0, Probes * surface.Size).Select(_ => random.NextNormal())];
            var products = new double[vectors.Length];
            surface.Products(member.Moments[^1].Parameters, vectors, products, isGaussNewton: false, cancellation);
            traces[part] = [.. Enumerable.Range(0, Probes).Select(i => Flat.Dot<double>(vectors.AsSpan(i * surface.Size, surface.Size), products.AsSpan(i * surface.Size, surface.Size)))];
        }

        return traces;
    }
}
