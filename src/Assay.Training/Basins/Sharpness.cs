using Assay.Statistics;
using Assay.Training.Geometry;
using Assay.Training.Optimizers;

namespace Assay.Training.Basins;

/// <summary>How sharp the loss is around a point, by the measures that are in use.</summary>
internal static class Sharpness
{
    private const ulong Purpose = 0x5AA2_0001;

    // Ritz values of the largest eigenvalue settle long before; what did not within so many products is not known.
    private const int MostProducts = 100;
    private const double Settled = 0.01;

    /// <summary>How much the loss rises by one step of length rho up the gradient (Foret, Kleiner, Mobahi and Neyshabur 2021).</summary>
    public static double Ascent(LossSurface surface, double[] at, double rho)
    {
        var gradient = new double[surface.Size];
        var loss = surface.Gradient(at, gradient);
        return Rise(surface, at, loss, gradient, rho / Flat.Norm<double>(gradient));
    }

    /// <summary>
    /// The same where each parameter counts relative to its own size (Kwon, Kim, Park and Choi 2021): it does not change when parameters are rescaled so that the function
    /// stays.
    /// </summary>
    public static double AdaptiveAscent(LossSurface surface, double[] at, double rho)
    {
        var gradient = new double[surface.Size];
        var loss = surface.Gradient(at, gradient);
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] *= Math.Abs(at[i]);
        }

        var length = Flat.Norm<double>(gradient);
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] *= Math.Abs(at[i]);
        }

        return Rise(surface, at, loss, gradient, rho / length);
    }

    /// <summary>How much greater the loss is on average when normal numbers are added to all parameters; each draw is taken with both signs, so that slopes cancel.</summary>
    /// <param name="surface">The loss.</param>
    /// <param name="at">The point.</param>
    /// <param name="deviation">The standard deviation of the numbers.</param>
    /// <param name="draws">How many draws.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="cancellation">Ends it.</param>
    public static double Average(LossSurface surface, double[] at, double deviation, int draws, ulong seed, CancellationToken cancellation)
    {
        var random = new Philox(seed, Purpose);
        var (direction, sum, loss) = (new double[surface.Size], 0.0, surface.Loss(at));
        for (var draw = 0; draw < draws; draw++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (ref var entry in direction.AsSpan())
            {
                entry = SpecialFunctions.NormalQuantile(((random.Next() >> 11) + 0.5) / (1UL << 53));
            }

            sum += (Rise(surface, at, loss, direction, deviation) + Rise(surface, at, loss, direction, -deviation)) / 2;
        }

        return sum / draws;
    }

    /// <summary>The largest eigenvalue of the Hessian, to a hundredth; not a number where it is not known so well after 100 products.</summary>
    public static double LargestEigenvalue(LossSurface surface, double[] at, ulong seed, CancellationToken cancellation)
    {
        for (var products = MostProducts / 4; products <= MostProducts; products *= 2)
        {
            var spectrum = Lanczos.Run((from, to) => surface.Product(at, from, to), surface.Size, products, seed, cancellation);
            if (spectrum.Residuals[^1] <= Settled * Math.Abs(spectrum.Values[^1]))
            {
                return spectrum.Values[^1];
            }
        }

        return double.NaN;
    }

    private static double Rise(LossSurface surface, double[] at, double loss, double[] direction, double step)
    {
        if (!double.IsFinite(step))
        {
            return 0;
        }

        var moved = (double[])at.Clone();
        Flat.Along<double>(at.AsSpan(0, direction.Length), step, direction, moved.AsSpan(0, direction.Length));
        return surface.Loss(moved) - loss;
    }
}
