using Assay.Statistics;
using Assay.Training.Networks;
using Assay.Training.Optimizers;

namespace Assay.Training.Geometry;

/// <summary>
/// The loss along random lines or over random planes through a point. Directions are normalised filter by filter: the part that belongs to one unit's weights is
/// as long as those weights are, and biases stay (Li, Xu, Taylor, Studer and Goldstein 2018). One of them is a sample of size one, so there are many.
/// </summary>
/// <param name="At">Distances on either axis, in lengths of filters; ascending.</param>
/// <param name="Losses">For each line or plane, the losses: at each distance, or row by row.</param>
/// <param name="Centre">The loss at the point.</param>
internal sealed record Slice(IReadOnlyList<double> At, IReadOnlyList<double[]> Losses, double Centre)
{
    private const ulong Purpose = 0x511C_0001;

    /// <summary>Losses that are not finite, or so much greater than that at the point that a picture would show nothing else.</summary>
    public int Clipped => Losses.Sum(losses => losses.Count(loss => !(loss <= Ceiling)));

    /// <summary>What is drawn no higher.</summary>
    public double Ceiling => (1000 * Centre) + 100;

    /// <summary>Along so many lines.</summary>
    public static Slice Lines(LossSurface surface, double[] at, int count, IReadOnlyList<double> distances, ulong seed, CancellationToken cancellation)
    {
        List<double[]> losses = [];
        for (var line = 0; line < count; line++)
        {
            var direction = Direction(surface.Network, at, seed, line);
            losses.Add([.. distances.Select(distance => Loss(surface, at, [(direction, distance)], cancellation))]);
        }

        return new Slice(distances, losses, surface.Loss(at));
    }

    /// <summary>Over so many planes, each spanned by two directions.</summary>
    public static Slice Planes(LossSurface surface, double[] at, int count, IReadOnlyList<double> distances, ulong seed, CancellationToken cancellation)
    {
        List<double[]> losses = [];
        for (var plane = 0; plane < count; plane++)
        {
            var (across, up) = (Direction(surface.Network, at, seed, 2 * plane), Direction(surface.Network, at, seed, (2 * plane) + 1));
            losses.Add([.. distances.SelectMany(y => distances.Select(x => Loss(surface, at, [(across, x), (up, y)], cancellation)))]);
        }

        return new Slice(distances, losses, surface.Loss(at));
    }

    /// <summary>A quantile over lines or planes, at each place.</summary>
    public double[] Quantile(double share) => [.. Enumerable.Range(0, Losses[0].Length).Select(i =>
    {
        double[] ordered = [.. Losses.Select(losses => double.IsNaN(losses[i]) ? double.PositiveInfinity : losses[i]).Order()];
        return ordered[(int)Math.Round(share * (ordered.Length - 1))];
    })];

    /// <summary>The median, over lines and both ends, of how much higher the loss is there.</summary>
    public double MedianRise()
    {
        double[] ends = [.. Losses.SelectMany(losses => new[] { losses[0], losses[^1] }).Select(loss => double.IsNaN(loss) ? double.PositiveInfinity : loss - Centre).Order()];
        return ends.Length % 2 == 1 ? ends[ends.Length / 2] : (ends[(ends.Length / 2) - 1] + ends[ends.Length / 2]) / 2;
    }

    /// <summary>A random direction, normalised filter by filter.</summary>
    public static double[] Direction(Network network, double[] at, ulong seed, int index)
    {
        var random = new Philox(seed, Purpose + ((ulong)index << 32));
        var direction = new double[at.Length];
        foreach (var block in network.Parameters.Where(block => block.Role is ParameterRole.Weight or ParameterRole.Embedding))
        {
            var inputs = block.Count / block.Sizes[0];
            for (var filter = block.Start; filter < block.Start + block.Count; filter += inputs)
            {
                var part = direction.AsSpan(filter, inputs);
                foreach (ref var entry in part)
                {
                    entry = random.NextNormal();
                }

                Flat.Scale(part, Flat.Norm<double>(at.AsSpan(filter, inputs)) / Flat.Norm<double>(part));
            }
        }

        return direction;
    }

    private static double Loss(LossSurface surface, double[] at, ReadOnlySpan<(double[] Direction, double Distance)> along, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var moved = (double[])at.Clone();
        foreach (var (direction, distance) in along)
        {
            Flat.Along<double>(moved, distance, direction, moved);
        }

        return surface.Loss(moved);
    }
}
