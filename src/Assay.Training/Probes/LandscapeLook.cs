using System.Globalization;
using Assay.Statistics;
using Assay.Training.Certified;
using Assay.Training.Geometry;
using Assay.Training.Networks;
using Assay.Training.Optimizers;
using Assay.Training.Passes;

namespace Assay.Training.Probes;

/// <summary>What is known of the loss around a network.</summary>
internal sealed record LandscapeLook
{
    // All eigenvalues of up to so many parameters are computed.
    private const int MostForAll = 1000;
    private const int Starts = 6;
    private const int Draws = 16;
    private const double Confidence = 0.95;
    private const double NoMatter = 1e-10;

    // Of classifiers about as many eigenvalues as classes stand out (Sagun and others 2017): these are taken exactly.
    private const int Sketch = 10;
    private const int TraceProbes = 20;

    /// <summary>The mean loss and the accuracy on the samples.</summary>
    public required Measure Measure { get; init; }

    /// <summary>How long the gradient is.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>The lowest curvature found, and its distance from some eigenvalue at most.</summary>
    public required (double Curvature, double Residual) Lowest { get; init; }

    /// <summary>The greatest.</summary>
    public required (double Curvature, double Residual) Greatest { get; init; }

    /// <summary>All eigenvalues; null where there are too many.</summary>
    public SymmetricEigenvalues? Eigenvalues { get; init; }

    /// <summary>The direction that bends down beside the gradient.</summary>
    public required Escape Escape { get; init; }

    /// <summary>Whether it is proved that the point is no local minimum.</summary>
    public required bool IsEscapeProved { get; init; }

    /// <summary>A lower point along it, with the loss enclosed there and here; null where none was found, or the loss cannot be enclosed.</summary>
    public LowerPoint? Lower { get; init; }

    /// <summary>Whether the loss surely has no kink around the point.</summary>
    public required bool IsSmooth { get; init; }

    /// <summary>Whether it is proved that the last hidden layer is strictly dead, and that there are best biases.</summary>
    public required bool IsPlateau { get; init; }

    /// <summary>The loss with those biases at least.</summary>
    public double PlateauLoss { get; init; }

    /// <summary>Shares of the loss by which it falls along the direction, and over a step as long against the gradient.</summary>
    public required (double Along, double AgainstGradient) Gains { get; init; }

    /// <summary>The trace.</summary>
    public required TraceEstimate Trace { get; init; }

    /// <summary>How eigenvalues are spread.</summary>
    public required SpectralDensity Density { get; init; }

    /// <summary>The share of eigenvalues that are negative, by quadrature.</summary>
    public required (double Share, Interval Interval) Negative { get; init; }

    /// <summary>The rise along the gradient, and where parameters are off by a tenth.</summary>
    public required (double Sam, double Relative) Sharpness { get; init; }

    /// <summary>How many products each Lanczos run had.</summary>
    public required int Products { get; init; }

    /// <summary>Whether all eigenvalues are known, none is negative beyond rounding, and no kink is there that eigenvalues know nothing of.</summary>
    public bool IsWithoutDescent => IsSmooth && HasNoNegative;

    private bool HasNoNegative => Eigenvalues is not null && SpectrumProbe.Negative(Eigenvalues) == 0;

    /// <summary>The verdict: whether something is proved or known, and what.</summary>
    public (bool IsDecided, string Text) Verdict => IsPlateau ? (true, string.Create(CultureInfo.InvariantCulture, $"Proved: the last hidden layer is dead on every sample; with the best biases behind it this is a local minimum, with gradient 0 and a loss of {PlateauLoss:G5} or more."))
        : IsEscapeProved ? (true, "Proved: no local minimum. A direction beside the gradient bends down.")
        : IsWithoutDescent ? (true, "No direction bends down: none of all eigenvalues is negative beyond rounding (computed in doubles, not proved).")
        : HasNoNegative ? (false, "Undecided: no eigenvalue is negative beyond rounding, but a rectified unit or a maximum may be at its kink, and there eigenvalues do not tell how the loss bends.")
        : (false, "Undecided: it is neither proved that some direction bends down nor known that none does.");

    /// <summary>Looks.</summary>
    /// <param name="network">The network.</param>
    /// <param name="at">Its parameters.</param>
    /// <param name="surface">Its loss.</param>
    /// <param name="certified">The same, enclosed; null where it cannot be.</param>
    /// <param name="products">Products for each run of Lanczos' method.</param>
    /// <param name="progress">Hears which share of the search for eigenvalues is done; null once it is over.</param>
    /// <param name="cancellation">Ends it.</param>
    public static LandscapeLook Of(Network network, double[] at, LossSurface surface, CertifiedLoss? certified, int products, Action<double?>? progress, CancellationToken cancellation)
    {
        var gradient = new double[surface.Size];
        surface.Gradient(at, gradient);
        var done = 0;
        void Product(double[] from, double[] to) => surface.Product(at, from, to);
        void Counted(double[] from, double[] to)
        {
            progress?.Invoke(Math.Min(1, done++ / (double)(Starts * products)));
            Product(from, to);
        }

        Spectrum[] starts = [.. Enumerable.Range(1, Starts).Select(seed => Lanczos.Run(Counted, surface.Size, products, (ulong)seed, cancellation))];
        progress?.Invoke(null);
        var escape = Escape.Find(surface, at, products, 1, cancellation);
        var descent = new Descent(escape, surface, certified, at, cancellation);
        return new LandscapeLook
        {
            Measure = surface.Measured(at),
            GradientNorm = Flat.Norm<double>(gradient),
            Lowest = Lanczos.Check(Product, starts.MinBy(start => start.Values[0])!.Vector(0)),
            Greatest = Lanczos.Check(Product, starts.MaxBy(start => start.Values[^1])!.Vector(^1)),
            Eigenvalues = surface.Size <= MostForAll ? SymmetricEigenvalues.Of(surface.Hessian(at, cancellation), cancellation) : null,
            Escape = escape,
            IsEscapeProved = descent.IsProved(),
            Lower = descent.Lower(),
            IsSmooth = CertifiedLoss.IsSmoothAround(network, certified, at, cancellation),
            IsPlateau = certified is not null && certified.IsStrictlyDead(at, cancellation),
            PlateauLoss = certified?.LossOfPlateau().Low ?? 0,
            Gains = descent.Gains(),
            Trace = TraceEstimate.Of((vectors, results) => surface.Products(at, vectors, results, isGaussNewton: false, cancellation), surface.Size, Sketch + network.Output.Count, TraceProbes, Confidence, seed: 1),
            Density = SpectralDensity.Of(starts, 200, Confidence),
            Negative = SpectralDensity.ShareBelow(starts, -Math.Max(double.Epsilon, NoMatter * starts.Max(start => Math.Max(Math.Abs(start.Values[0]), Math.Abs(start.Values[^1])))), Confidence),
            Sharpness = (Geometry.Sharpness.AlongGradient(surface, at, 0.05), Geometry.Sharpness.Relative(surface, at, 0.1, Draws, 1, cancellation)),
            Products = products,
        };
    }
}
