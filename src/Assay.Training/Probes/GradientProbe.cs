using Assay.Running;
using Assay.Statistics;
using Assay.Training.Geometry;
using Assay.Training.Networks;
using Assay.Training.Optimizers;
using Assay.Training.Questions;

namespace Assay.Training.Probes;

/// <summary>How long the gradient of all samples is.</summary>
internal sealed class GradientProbe : IProbe
{
    private const string Length = "gradientNorm";

    public IReadOnlyList<Quantity> Quantities { get; } = [new(Length, "The length of the gradient of the loss on all samples to train on, at the last moment.", new Interval(0, double.PositiveInfinity))];

    public IReadOnlyList<ClaimKey> Keys => [];

    public string? WhyNot(Network network, IReadOnlyCollection<string> wanted, ProbeSettings settings) => null;

    // The samples, and what an engine keeps of 128 of them.
    public long MemoryOf(Network network, int samples, IReadOnlyCollection<string> wanted, ProbeSettings settings) => LossSurface.MemoryOf(network, samples);

    public void Measure(ProbedMember member, IReadOnlyCollection<string> wanted, ProbeSettings settings, IDictionary<string, double> results, CancellationToken cancellation)
    {
        var gradient = new double[member.Network.TrainedCount];
        new LossSurface(member.Network, member.Training).Gradient(member.Moments[^1].Parameters, gradient);
        results[Length] = Flat.Norm<double>(gradient);
    }
}
