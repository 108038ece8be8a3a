using Assay.Training.Certified;

namespace Assay.Training.Geometry;

/// <summary>A point along a direction at which the loss is lower, with the loss enclosed at both.</summary>
/// <param name="Step">How far along the direction it lies; below 0 for the other way.</param>
/// <param name="Here">The loss at the point from which it was looked for.</param>
/// <param name="There">The loss at the parameters that are the step away, as they round.</param>
internal sealed record LowerPoint(double Step, Enclosure Here, Enclosure There)
{
    /// <summary>Whether it is proved that the loss is lower.</summary>
    public bool IsProved => There.High < Here.Low;
}
