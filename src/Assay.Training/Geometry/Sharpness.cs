using Assay.Statistics;
using Assay.Training.Optimizers;

namespace Assay.Training.Geometry;

/// <summary>How much the loss rises nearby, measured in several ways.</summary>
internal static class Sharpness
{
    private const ulong Purpose = 0x5A4B_0001;

    /// <summary>The rise over a step of length rho along the gradient, as sharpness-aware minimisation takes it for the worst within a ball (Foret and others 2021).</summary>
    public static double AlongGradient(LossSurface surface, double[] at, double rho)
    {
        var gradient = new double[surface.Size];
        var here = surface.Gradient(at, gradient);
        var norm = Flat.Norm<double>(gradient);
        var moved = (double[])at.Clone();
        Flat.Along<double>(at.AsSpan(0, surface.Size), norm > 0 ? rho / norm : 0, gradient, moved.AsSpan(0, surface.Size));
        return surface.Loss(moved) - here;
    }

    /// <summary>The mean rise where normal numbers of standard deviation sigma are added to all parameters.</summary>
    public static double Average(LossSurface surface, double[] at, double sigma, int draws, ulong seed, CancellationToken cancellation) =>
        Mean(surface, at, draws, seed, (value, normal) => value + (sigma * normal), cancellation);

    /// <summary>
    /// The mean rise where each parameter is multiplied by 1 + sigma times a normal number. What a rectified unit gains on its way in may be taken off on its
    /// way out without changing any of it (after Kwon and others 2021, who take the worst instead of the mean).
    /// </summary>
    public static double Relative(LossSurface surface, double[] at, double sigma, int draws, ulong seed, CancellationToken cancellation) =>
        Mean(surface, at, draws, seed, (value, normal) => value * (1 + (sigma * normal)), cancellation);

    private static double Mean(LossSurface surface, double[] at, int draws, ulong seed, Func<double, double, double> moved, CancellationToken cancellation)
    {
        var random = new Philox(seed, Purpose);
        var (here, sum) = (surface.Loss(at), 0.0);
        var there = (double[])at.Clone();
        for (var draw = 0; draw < draws; draw++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < surface.Size; i++)
            {
                there[i] = moved(at[i], random.NextNormal());
            }

            sum += surface.Loss(there);
        }

        return (sum / draws) - here;
    }
}
