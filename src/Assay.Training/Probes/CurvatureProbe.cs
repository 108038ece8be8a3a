using Assay.Running;
using Assay.Statistics;
using Assay.Training.Certified;
using Assay.Training.Geometry;
using Assay.Training.Networks;
using Assay.Training.Optimizers;
using Assay.Training.Questions;

namespace Assay.Training.Probes;

/// <summary>Curvature of the loss on all samples to train on, by Lanczos' method; what is said of a direction is computed in doubles.</summary>
internal sealed class CurvatureProbe : IProbe
{
    private const int UsualProducts = 60;
    private static readonly Interval Positive = new(0, double.PositiveInfinity);
    private static readonly Interval Anything = new(double.NegativeInfinity, double.PositiveInfinity);
    private static readonly string[] OfEscape = ["escapeCurvature", "escapeCurvatureThroughout", "escapeProved", "lowerProved", "escapeGain", "gradientGain"];
    private static readonly string[] OfEnds = ["lowestCurvature", "lowestResidual", "greatestCurvature", "greatestResidual"];

    public IReadOnlyList<Quantity> Quantities { get; } =
    [
        new("gradientNorm", "The length of the gradient of the loss on all samples to train on.", Positive),
        new("escapeCurvature", "v'Hv for the lowest direction v, of length 1 and orthogonal to the gradient, that was found.", Anything),
        new("escapeCurvatureThroughout", "The greatest of those of all moments: below 0 where there was such a direction at each.", Anything),
        new("escapeProved", "1 where interval arithmetic proves that the loss is smooth along that direction and bends down, so that the point is no local minimum; else 0.", new Interval(0, 1)),
        new("lowerProved", "1 where interval arithmetic proves that the loss is lower at the best of 19 steps on each side along that direction; else 0.", new Interval(0, 1)),
        new("escapeGain", "The share of the loss by which it falls along that direction, at the best of 19 steps on each side.", new Interval(0, 1)),
        new("gradientGain", "The share by which it falls over a step of the same length against the gradient; below 0 where it rises.", new Interval(double.NegativeInfinity, 1)),
        new("lowestCurvature", "The lowest curvature found along any direction: the lowest eigenvalue is at most that.", Anything),
        new("lowestResidual", "Some eigenvalue is no farther from it than that.", Positive),
        new("greatestCurvature", "The greatest curvature found along any direction: the greatest eigenvalue is at least that.", Anything),
        new("greatestResidual", "Some eigenvalue is no farther from it than that.", Positive),
    ];

    public IReadOnlyList<ClaimKey> Keys { get; } = [new("products", "How many products of the Hessian look for directions of low or great curvature, 60 unless said.")];

    public string? WhyNot(Network network, IReadOnlyCollection<string> wanted, ProbeSettings settings)
    {
        _ = ProductsOf(settings);
        return AreProofsWanted(wanted) ? CertifiedLoss.WhyNot(network) : null;
    }

    public long MemoryOf(Network network, int samples, IReadOnlyCollection<string> wanted, ProbeSettings settings) => LossSurface.MemoryOf(network, samples)
        + (sizeof(double) * (ProductsOf(settings) + 4L) * network.ParameterCount) + (AreProofsWanted(wanted) ? CertifiedLoss.MemoryOf(network, samples) : 0);

    public void Measure(ProbedMember member, IReadOnlyCollection<string> wanted, ProbeSettings settings, IDictionary<string, double> results, CancellationToken cancellation)
    {
        var (surface, at, products) = (member.Surface, member.Moments[^1].Parameters, ProductsOf(settings));
        if (wanted.Contains("gradientNorm"))
        {
            var gradient = new double[surface.Size];
            surface.Gradient(at, gradient);
            results["gradientNorm"] = Flat.Norm<double>(gradient);
        }

        if (OfEscape.Any(wanted.Contains))
        {
            var last = Escape.Find(surface, at, products, member.Seed, cancellation);
            Add("escapeCurvature", last.Curvature);
            if (wanted.Contains("escapeCurvatureThroughout"))
            {
                results["escapeCurvatureThroughout"] = member.Moments.SkipLast(1)
                    .Select(moment => Escape.Find(surface, moment.Parameters, products, member.Seed, cancellation).Curvature).Append(last.Curvature).Max();
            }

            var descent = new Descent(last, surface, AreProofsWanted(wanted) ? member.Certified : null, at, cancellation);
            if (wanted.Contains("escapeGain") || wanted.Contains("gradientGain"))
            {
                var (along, against) = descent.Gains();
                Add("escapeGain", along);
                Add("gradientGain", against);
            }

            if (wanted.Contains("lowerProved"))
            {
                results["lowerProved"] = descent.Lower() is { IsProved: true } ? 1 : 0;
            }

            if (wanted.Contains("escapeProved"))
            {
                results["escapeProved"] = descent.IsProved() ? 1 : 0;
            }
        }

        if (OfEnds.Any(wanted.Contains))
        {
            var spectrum = Lanczos.Run((from, to) => surface.RoughProduct(at, from, to), surface.Size, products, member.Seed, cancellation);
            End(0, "lowest");
            End(spectrum.Values.Count - 1, "greatest");

            // The direction is what rough products found; its curvature, and how far it is from that of an eigenvector, are not rough.
            void End(int index, string name)
            {
                var (curvature, residual) = Lanczos.Check((from, to) => surface.Product(at, from, to), spectrum.Vector(index));
                Add(name + "Curvature", curvature);
                Add(name + "Residual", residual);
            }
        }

        void Add(string name, double value)
        {
            if (wanted.Contains(name))
            {
                results[name] = value;
            }
        }
    }

    private static int ProductsOf(ProbeSettings settings) => settings.Whole("products", UsualProducts, 2, 2000);

    private static bool AreProofsWanted(IReadOnlyCollection<string> wanted) => wanted.Contains("escapeProved") || wanted.Contains("lowerProved");
}
