using Assay.Running;
using Assay.Statistics;
using Assay.Training.Geometry;
using Assay.Training.Networks;
using Assay.Training.Questions;

namespace Assay.Training.Probes;

/// <summary>All eigenvalues of the Hessian of a small network, in doubles: the only place from which it is said that none is negative.</summary>
internal sealed class SpectrumProbe : IProbe
{
    private const int MostParameters = 3000;

    // The Hessian twice, the reflections, and products for the bound.
    private const int Matrices = 6;

    // The Hessian itself is right to about 1e-13 of the greatest; a thousand times that is taken for nothing.
    private const double Nothing = 1e-10;

    // Bounds grow with the number of parameters; so many times that is still nothing beside eigenvalues that matter.
    private const double MostBounds = 10;

    public IReadOnlyList<Quantity> Quantities { get; } =
    [
        new("negativeEigenvalues", "The share of the Hessian's eigenvalues that are below 0 by more than 1e-10 of the greatest and by more than the bound of their errors; all of them are computed.", new Interval(0, 1)),
        new("negativeEigenvaluesAtFirst", "The same at the first of the moments.", new Interval(0, 1)),
        new("lowestEigenvalue", "The lowest of them.", new Interval(double.NegativeInfinity, double.PositiveInfinity)),
        new("greatestEigenvalue", "The greatest of them.", new Interval(double.NegativeInfinity, double.PositiveInfinity)),
        new("eigenvalueBound", "How far any of them is from the true eigenvalue of the matrix at most.", new Interval(0, double.PositiveInfinity)),
    ];

    public IReadOnlyList<ClaimKey> Keys => [];

    public string? WhyNot(Network network, IReadOnlyCollection<string> wanted, ProbeSettings settings) =>
        network.TrainedCount > MostParameters ? $"all eigenvalues are computed of at most {MostParameters} parameters, and the network has {network.TrainedCount}." : null;

    public long MemoryOf(Network network, int samples, IReadOnlyCollection<string> wanted, ProbeSettings settings) =>
        LossSurface.MemoryOf(network, samples) + (sizeof(double) * (long)Matrices * network.TrainedCount * network.TrainedCount);

    public void Measure(ProbedMember member, IReadOnlyCollection<string> wanted, ProbeSettings settings, IDictionary<string, double> results, CancellationToken cancellation)
    {
        SymmetricEigenvalues All(Moment moment) => SymmetricEigenvalues.Of(member.Surface.Hessian(moment.Parameters, cancellation), cancellation);
        if (wanted.Contains("negativeEigenvaluesAtFirst"))
        {
            results["negativeEigenvaluesAtFirst"] = Negative(All(member.Moments[0]));
        }

        if (!Quantities.Any(quantity => quantity.Name != "negativeEigenvaluesAtFirst" && wanted.Contains(quantity.Name)))
        {
            return;
        }

        var all = All(member.Moments[^1]);
        foreach (var (name, value) in new[] { ("negativeEigenvalues", Negative(all)), ("lowestEigenvalue", all.Values[0]), ("greatestEigenvalue", all.Values[^1]), ("eigenvalueBound", all.Bound) })
        {
            if (wanted.Contains(name))
            {
                results[name] = value;
            }
        }
    }

    /// <summary>The share of eigenvalues that are negative by more than rounding can do; no number where the bound for their errors is not small enough to tell.</summary>
    public static double Negative(SymmetricEigenvalues all)
    {
        var nothing = Nothing * Math.Max(Math.Abs(all.Values[0]), Math.Abs(all.Values[^1]));
        return all.Bound > MostBounds * nothing ? double.NaN : all.Values.Count(value => value < -Math.Max(nothing, all.Bound)) / (double)all.Values.Length;
    }
}
