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

    // An end of the spectrum has converged where the residual is at most this share of the greatest curvature.
    private const double Converged = 0.01;

    private static readonly Interval Positive = new(0, double.PositiveInfinity);
    private static readonly Interval Anything = new(double.NegativeInfinity, double.PositiveInfinity);
    private static readonly string[] OfEscape = ["escapeCurvature", "escapeCurvatureThroughout", "escapeProved", "lowerProved", "escapeGain", "gradientGain"];
    private static readonly string[] OfEnds = ["lowestCurvature", "lowestResidual", "greatestCurvature", "greatestResidual"];

    public IReadOnlyList<Quantity> Quantities { get; } =
    [
        new("gradientNorm", "The length of the gradient of the loss on all samples to train on.", Positive),
        new("escapeCurvature", "v'Hv for the lowest direction v, of length 1 and orthogonal to the gradient, that was found; no number where it is not below 0, as a search does not show that there is none.", Anything),
        new("escapeCurvatureThroughout", "The greatest of those of all moments: below 0 where there was such a direction at each.", Anything),
        new("escapeProved", "1 where interval arithmetic proves that the loss is smooth along that direction and bends down, so that the point is no local minimum; else 0.", new Interval(0, 1)),
        new("lowerProved", "1 where interval arithmetic proves that the loss is lower at the best of 19 steps on each side along that direction; else 0.", new Interval(0, 1)),
        new("escapeGain", "The share of the loss by which it falls along that direction, at the best of 19 steps on each side.", new Interval(0, 1)),
        new("gradientGain", "The share by which it falls over a step of the same length against the gradient; below 0 where it rises.", new Interval(double.NegativeInfinity, 1)),
        new("lowestCurvature", "The lowest curvature found along any direction: the lowest eigenvalue is at most that. No number where the search did not converge, or found none below 0, which does not show that there is none.", Anything),
        new("lowestResidual", "Some eigenvalue is no farther from it than that.", Positive),
        new("greatestCurvature", "The greatest curvature found along any direction: the greatest eigenvalue is at least that. No number where the search did not converge.", Anything),
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
            Bent("escapeCurvature", last);
            if (wanted.Contains("escapeCurvatureThroughout"))
            {
                Bent("escapeCurvatureThroughout", member.Moments.SkipLast(1)
                    .Select(moment => Escape.Find(surface, moment.Parameters, products, member.Seed, cancellation)).Append(last).MaxBy(escape => escape.Curvature)!);
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
            var (lowest, greatest) = (End(0), End(spectrum.Values.Count - 1));
            var enough = Converged * Math.Max(Math.Abs(lowest.Curvature), Math.Abs(greatest.Curvature));
            Tell("lowest", lowest, lowest.Residual <= enough && lowest.Curvature < 0);
            Tell("greatest", greatest, greatest.Residual <= enough);

            // The direction is what rough products found; its curvature, and how far it is from that of an eigenvector, are not rough.
            (double Curvature, double Residual) End(int index) => Lanczos.Check((from, to) => surface.Product(at, from, to), spectrum.Vector(index));

            void Tell(string name, (double Curvature, double Residual) end, bool isKnown)
            {
                Add(name + "Residual", end.Residual);
                AddIf(isKnown, name + "Curvature", end.Curvature, end.Residual);
            }
        }

        void Bent(string name, Escape escape) => AddIf(escape.Curvature < 0, name, escape.Curvature, escape.Residual);

        void AddIf(bool isKnown, string name, double value, double residual)
        {
            if (isKnown)
            {
                Add(name, value);
            }
            else if (wanted.Contains(name))
            {
                Reached.Note(results, name, value, residual);
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
