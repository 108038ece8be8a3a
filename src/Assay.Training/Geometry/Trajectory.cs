using Assay.Training.Optimizers;

namespace Assay.Training.Geometry;

/// <summary>
/// The way that parameters took, on the plane through its start, its end and the point farthest from the line between both. It is flat on paper and was not flat: how much of it lies
/// outside of the plane is said.
/// </summary>
/// <param name="Points">Along the line from start to end, and beside it.</param>
/// <param name="Outside">The share of the squared distances from the start that lies outside of the plane.</param>
internal sealed record Trajectory(IReadOnlyList<(double Along, double Beside)> Points, double Outside)
{
    /// <summary>The way through some points.</summary>
    public static Trajectory Of(IReadOnlyList<double[]> way)
    {
        var start = way[0];
        double[][] from = [.. way.Select(point => point.Zip(start, (to, begin) => to - begin).ToArray())];
        var along = Unit(from[^1]);
        double[][] rest = [.. from.Select(vector => Without(vector, along))];
        var beside = Unit(rest.MaxBy(vector => Flat.Norm<double>(vector))!);
        var (all, outside) = (from.Sum(vector => Flat.Dot<double>(vector, vector)), rest.Sum(vector => Without(vector, beside) is var left ? Flat.Dot<double>(left, left) : 0));
        return new Trajectory([.. from.Select(vector => (Flat.Dot<double>(vector, along), Flat.Dot<double>(vector, beside)))], all > 0 ? outside / all : 0);
    }

    private static double[] Unit(double[] vector)
    {
        var (unit, length) = ((double[])vector.Clone(), Flat.Norm<double>(vector));
        Flat.Scale(unit, length > 0 ? 1 / length : 0);
        return unit;
    }

    private static double[] Without(double[] vector, double[] unit)
    {
        var rest = new double[vector.Length];
        Flat.Along<double>(vector, -Flat.Dot<double>(vector, unit), unit, rest);
        return rest;
    }
}
