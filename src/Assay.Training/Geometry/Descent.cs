using Assay.Training.Certified;
using Assay.Training.Optimizers;

namespace Assay.Training.Geometry;

/// <summary>What a direction beside the gradient is worth, in doubles and proved; each is computed once, when it is first asked for.</summary>
/// <param name="escape">The direction.</param>
/// <param name="surface">The loss.</param>
/// <param name="certified">The same, enclosed; null where it cannot be.</param>
/// <param name="at">Where the direction was found.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class Descent(Escape escape, LossSurface surface, CertifiedLoss? certified, double[] at, CancellationToken cancellation)
{
    // Steps that are tried along the direction: from a hundred-thousandth of the parameters' length on, doubled.
    private const double ShortestShare = 1e-5;
    private const int Doublings = 18;

    private readonly Lazy<(double Loss, double Step)> _lowest = new(() => surface.Lowest(at, escape.Direction, Shortest(surface, at), Doublings));
    private readonly Lazy<Taylor> _along = new(() => certified!.Along(at, escape.Direction, cancellation));

    /// <summary>By which share the loss falls along the direction, at the best of some steps on both sides; and by which a step of that length against the gradient.</summary>
    public (double Along, double AgainstGradient) Gains()
    {
        var here = surface.Loss(at);
        var gradient = new double[surface.Size];
        surface.Gradient(at, gradient);
        var length = _lowest.Value.Step == 0 ? Shortest(surface, at) : Math.Abs(_lowest.Value.Step);
        var against = surface.Loss(Moved(escape.GradientNorm > 0 ? -length / escape.GradientNorm : 0, gradient));
        return here == 0 ? (0, 0) : ((here - _lowest.Value.Loss) / here, (here - against) / here);
    }

    /// <summary>Whether it is proved that the point is no local minimum: the loss is smooth along the direction, and its second derivative surely below 0.</summary>
    /// <remarks>On one side of the point, that on which the slope is not positive, the loss then falls at once, whatever the slope is.</remarks>
    public bool IsProved() => certified is not null && escape.Curvature < 0 && _along.Value is { IsSmooth: true, Second.High: < 0 };

    /// <summary>The best of those steps, with the loss enclosed at both ends; null where none goes down, or the loss cannot be enclosed.</summary>
    public LowerPoint? Lower()
    {
        var step = _lowest.Value.Step;
        return certified is null || step == 0 ? null : new LowerPoint(step, _along.Value.Value, certified.Along(Moved(step, escape.Direction), default, cancellation).Value);
    }

    private double[] Moved(double step, double[] direction)
    {
        var moved = (double[])at.Clone();
        Flat.Along<double>(at.AsSpan(0, surface.Size), step, direction, moved.AsSpan(0, surface.Size));
        return moved;
    }

    private static double Shortest(LossSurface surface, double[] at) => ShortestShare * Math.Max(Flat.Norm<double>(at.AsSpan(0, surface.Size)), 1e-3);
}
