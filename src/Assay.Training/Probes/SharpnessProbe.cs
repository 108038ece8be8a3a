using Assay.Running;
using Assay.Statistics;
using Assay.Training.Geometry;
using Assay.Training.Networks;
using Assay.Training.Questions;

namespace Assay.Training.Probes;

/// <summary>How wide the basin is in which training ended, measured in several ways.</summary>
internal sealed class SharpnessProbe : IProbe
{
    private const int Draws = 16;
    private const double UsualRho = 0.05;
    private const double UsualSigma = 0.02;
    private const double UsualShare = 0.1;
    private const int UsualDirections = 16;
    private const double UsualRadius = 0.5;

    private static readonly Interval Anything = new(double.NegativeInfinity, double.PositiveInfinity);

    public IReadOnlyList<Quantity> Quantities { get; } =
    [
        new("samSharpness", "The rise of the loss over a step of length 'rho' along the gradient.", Anything),
        new("averageSharpness", "The mean rise where normal numbers of standard deviation 'sigma' are added to all parameters, over 16 draws.", Anything),
        new("relativeSharpness", "The mean rise where each parameter is multiplied by 1 + 'noise' times a normal number, over 16 draws; rescaling units does not change it.", Anything),
        new("sliceRise", "The median rise at distance 'radius' along both sides of 16 random directions that are normalised filter by filter.", Anything),
    ];

    public IReadOnlyList<ClaimKey> Keys { get; } =
    [
        new("rho", "How long the step of samSharpness is, 0.05 unless said."),
        new("sigma", "The standard deviation of averageSharpness, 0.02 unless said."),
        new("noise", "The relative standard deviation of relativeSharpness, 0.1 unless said."),
        new("radius", "How far sliceRise looks, as a share of each filter's length, 0.5 unless said."),
    ];

    public string? WhyNot(Network network, IReadOnlyCollection<string> wanted, ProbeSettings settings)
    {
        _ = (Rho(settings), Sigma(settings), Noise(settings), Radius(settings));
        return null;
    }

    public long MemoryOf(Network network, int samples, IReadOnlyCollection<string> wanted, ProbeSettings settings) => LossSurface.MemoryOf(network, samples);

    public void Measure(ProbedMember member, IReadOnlyCollection<string> wanted, ProbeSettings settings, IDictionary<string, double> results, CancellationToken cancellation)
    {
        var (surface, at) = (member.Surface, member.Moments[^1].Parameters);
        if (wanted.Contains("samSharpness"))
        {
            results["samSharpness"] = Sharpness.AlongGradient(surface, at, Rho(settings));
        }

        if (wanted.Contains("averageSharpness"))
        {
            results["averageSharpness"] = Sharpness.Average(surface, at, Sigma(settings), Draws, member.Seed, cancellation);
        }

        if (wanted.Contains("relativeSharpness"))
        {
            results["relativeSharpness"] = Sharpness.Relative(surface, at, Noise(settings), Draws, member.Seed, cancellation);
        }

        if (wanted.Contains("sliceRise"))
        {
            results["sliceRise"] = Slice.Lines(surface, at, UsualDirections, [-Radius(settings), 0, Radius(settings)], member.Seed, cancellation).MedianRise();
        }
    }

    /// <summary>The relative standard deviation that a claim asks for.</summary>
    public static double Noise(ProbeSettings settings) => settings.Number("noise", UsualShare, 0, 10);

    /// <summary>The length of a step that a claim asks for.</summary>
    public static double Rho(ProbeSettings settings) => settings.Number("rho", UsualRho, 0, 1000);

    private static double Sigma(ProbeSettings settings) => settings.Number("sigma", UsualSigma, 0, 1000);

    private static double Radius(ProbeSettings settings) => settings.Number("radius", UsualRadius, 0, 100);
}
