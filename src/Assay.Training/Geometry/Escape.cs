using Assay.Training.Certified;
using Assay.Training.Optimizers;

namespace Assay.Training.Geometry;

/// <summary>Where the loss falls off beside the gradient: the direction of lowest curvature among those that are orthogonal to it, as far as Lanczos' method finds it.</summary>
/// <param name="Direction">Of length 1, orthogonal to the gradient but for rounding.</param>
/// <param name="Curvature">v'Hv, in doubles: the lowest eigenvalue of the Hessian is at most that.</param>
/// <param name="GradientNorm">How long the gradient is.</param>
internal sealed record Escape(double[] Direction, double Curvature, double GradientNorm)
{
    // Steps that are tried along the direction: from a hundred-thousandth of the parameters' length on, doubled.
    private const double ShortestShare = 1e-5;
    private const int Doublings = 18;

    /// <summary>Looks for it.</summary>
    /// <param name="surface">The loss.</param>
    /// <param name="at">Where.</param>
    /// <param name="products">The most products of the Hessian.</param>
    /// <param name="seed">The seed of the first vector.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Escape Find(LossSurface surface, double[] at, int products, ulong seed, CancellationToken cancellation)
    {
        var gradient = new double[surface.Size];
        surface.Gradient(at, gradient);
        var norm = Flat.Norm<double>(gradient);
        if (norm > 0)
        {
            Flat.Scale(gradient, 1 / norm);
        }

        void Level(double[] vector) => Flat.Along(vector, -Flat.Dot<double>(gradient, vector), gradient, vector);
        var level = new double[surface.Size];
        var spectrum = Lanczos.Run((from, to) =>
        {
            from.CopyTo(level, 0);
            Level(level);
            surface.RoughProduct(at, level, to);
            Level(to);
        }, surface.Size, products, seed, cancellation, Level);
        var direction = spectrum.Vector(0);
        Level(direction);
        Level(direction);
        Flat.Scale(direction, 1 / Flat.Norm<double>(direction));
        var product = new double[surface.Size];
        surface.Product(at, direction, product);
        return new Escape(direction, Flat.Dot<double>(direction, product), norm);
    }

    /// <summary>By which share the loss falls along the direction, at the best of some steps on both sides; and by which a step of that length against the gradient.</summary>
    public (double Along, double AgainstGradient) Gains(LossSurface surface, double[] at)
    {
        var here = surface.Loss(at);
        var lowest = Lowest(surface, at);
        var gradient = new double[surface.Size];
        surface.Gradient(at, gradient);
        var moved = (double[])at.Clone();
        var length = lowest.Step == 0 ? Shortest(surface, at) : Math.Abs(lowest.Step);
        Flat.Along<double>(at.AsSpan(0, surface.Size), GradientNorm > 0 ? -length / GradientNorm : 0, gradient, moved.AsSpan(0, surface.Size));
        return here == 0 ? (0, 0) : ((here - lowest.Loss) / here, (here - surface.Loss(moved)) / here);
    }

    /// <summary>Whether it is proved that the point is no local minimum: the loss is smooth along the direction, and its second derivative surely below 0.</summary>
    /// <remarks>On one side of the point, that on which the slope is not positive, the loss then falls at once, whatever the slope is.</remarks>
    public bool IsProved(CertifiedLoss loss, double[] at, CancellationToken cancellation)
    {
        if (!(Curvature < 0))
        {
            return false;
        }

        var found = loss.Along(at, Direction, cancellation);
        return found.IsSmooth && found.Second.High < 0;
    }

    /// <summary>The best of those steps, with the loss enclosed at both ends; null where none goes down.</summary>
    public LowerPoint? Lower(LossSurface surface, CertifiedLoss loss, double[] at, CancellationToken cancellation)
    {
        var step = Lowest(surface, at).Step;
        if (step == 0)
        {
            return null;
        }

        var moved = (double[])at.Clone();
        Flat.Along<double>(at.AsSpan(0, surface.Size), step, Direction, moved.AsSpan(0, surface.Size));
        return new LowerPoint(step, loss.Along(at, default, cancellation).Value, loss.Along(moved, default, cancellation).Value);
    }

    private (double Loss, double Step) Lowest(LossSurface surface, double[] at) => surface.Lowest(at, Direction, Shortest(surface, at), Doublings);

    private static double Shortest(LossSurface surface, double[] at) => ShortestShare * Math.Max(Flat.Norm<double>(at.AsSpan(0, surface.Size)), 1e-3);
}
