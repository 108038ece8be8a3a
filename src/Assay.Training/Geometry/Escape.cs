using Assay.Training.Optimizers;

namespace Assay.Training.Geometry;

/// <summary>Where the loss falls off beside the gradient: the direction of lowest curvature among those that are orthogonal to it, as far as Lanczos' method finds it.</summary>
/// <param name="Direction">Of length 1, orthogonal to the gradient but for rounding.</param>
/// <param name="Curvature">v'Hv, in doubles: the lowest eigenvalue of the Hessian is at most that.</param>
/// <param name="Residual">Some eigenvalue of the Hessian, seen on what is orthogonal to the gradient, is no farther from that.</param>
/// <param name="GradientNorm">How long the gradient is.</param>
internal sealed record Escape(double[] Direction, double Curvature, double Residual, double GradientNorm)
{
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
        var (curvature, residual) = Lanczos.Check((from, to) =>
        {
            surface.Product(at, from, to);
            Level(to);
        }, direction);
        return new Escape(direction, curvature, residual, norm);
    }
}
