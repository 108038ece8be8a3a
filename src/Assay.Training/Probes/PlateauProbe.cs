using Assay.Running;
using Assay.Statistics;
using Assay.Training.Certified;
using Assay.Training.Networks;
using Assay.Training.Questions;

namespace Assay.Training.Probes;

/// <summary>Whether training ended on a plateau that is a local minimum, proved in interval arithmetic.</summary>
internal sealed class PlateauProbe : IProbe
{
    private const string Name = "plateauProved";
    private const string Height = "plateauLoss";

    public IReadOnlyList<Quantity> Quantities { get; } =
    [
        new(Name, "1 where every unit of the last hidden layer is surely below 0 before it is rectified, on every sample to train on: what the network makes is there constant, and with the best "
            + "constant as biases the point is a local minimum; 0 where that is not so, or not proved, or where a class has no sample, so that no constant is the best.", new Interval(0, 1)),
        new(Height, "The loss at that local minimum, where the gradient is exactly 0, enclosed from below: for cross-entropy the entropy of the labels, for the squared loss the variance of the targets; 0 "
            + "where the plateau is not proved.", new Interval(0, double.PositiveInfinity)),
    ];

    public IReadOnlyList<ClaimKey> Keys => [];

    public string? WhyNot(Network network, IReadOnlyCollection<string> wanted, ProbeSettings settings) =>
        CertifiedLoss.LastRectifier(network) < 0 ? "it does not end with relu and a dense layer." : CertifiedLoss.WhyNot(network);

    public long MemoryOf(Network network, int samples, IReadOnlyCollection<string> wanted, ProbeSettings settings) => CertifiedLoss.MemoryOf(network, samples);

    public void Measure(ProbedMember member, IReadOnlyCollection<string> wanted, ProbeSettings settings, IDictionary<string, double> results, CancellationToken cancellation)
    {
        var isProved = member.Certified.IsStrictlyDead(member.Moments[^1].Parameters, cancellation);
        if (wanted.Contains(Name))
        {
            results[Name] = isProved ? 1 : 0;
        }

        if (wanted.Contains(Height))
        {
            results[Height] = isProved ? member.Certified.LossOfPlateau().Low : 0;
        }
    }
}
