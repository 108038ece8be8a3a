using Assay.Training.Geometry;
using Assay.Training.Networks;
using Assay.Training.Optimizers;

namespace Assay.Training.Basins;

/// <summary>
/// The loss along many lines, or on many planes, through one point: one picture of one random plane shows that plane; bands over many show what is common to them.
/// </summary>
/// <param name="surface">Makes a surface of the loss; each thread wants one of its own.</param>
/// <param name="network">The network.</param>
/// <param name="at">The point.</param>
internal sealed class Slices(Func<LossSurface> surface, Network network, double[] at)
{
    /// <summary>Where the loss is infinite, no number, or beyond this, it counts as this.</summary>
    public const double Ceiling = 1e4;

    private const ulong Second = 1UL << 63;

    private int _clipped;

    /// <summary>How many losses were clipped.</summary>
    public int Clipped => _clipped;

    /// <summary>The losses along filter-normalised lines.</summary>
    /// <param name="lines">How many lines.</param>
    /// <param name="steps">How far along, in lengths of the weights.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="threads">How many lines are looked along at a time; the result does not depend on it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>A band for each step.</returns>
    public SliceBand[] Along(int lines, IReadOnlyList<double> steps, ulong seed, int threads, CancellationToken cancellation) => Bands(
        lines,
        steps.Count,
        threads,
        line =>
        {
            var direction = FilterNormalised.Draw(network, at, seed + (ulong)line);
            return (place, moved) => Flat.Along<double>(at.AsSpan(0, direction.Length), steps[place], direction, moved);
        },
        cancellation);

    /// <summary>The losses on filter-normalised planes.</summary>
    /// <param name="planes">How many planes.</param>
    /// <param name="steps">How far along both directions, in lengths of the weights.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="threads">How many planes are looked at at a time; the result does not depend on it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>A band for each pair of steps, those along the second direction next to each other.</returns>
    public SliceBand[] On(int planes, IReadOnlyList<double> steps, ulong seed, int threads, CancellationToken cancellation) => Bands(
        planes,
        steps.Count * steps.Count,
        threads,
        plane =>
        {
            var (first, second) = (FilterNormalised.Draw(network, at, seed + (ulong)plane), FilterNormalised.Draw(network, at, (seed + (ulong)plane) ^ Second));
            return (place, moved) =>
            {
                Flat.Along<double>(at.AsSpan(0, first.Length), steps[place / steps.Count], first, moved);
                Flat.Along<double>(moved, steps[place % steps.Count], second, moved);
            };
        },
        cancellation);

    private SliceBand[] Bands(int slices, int places, int threads, Func<int, Move> slice, CancellationToken cancellation)
    {
        var losses = new double[places][];
        for (var place = 0; place < places; place++)
        {
            losses[place] = new double[slices];
        }

        Parallel.For(
            0,
            slices,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            () => (Surface: surface(), Moved: (double[])at.Clone()),
            (index, _, own) =>
            {
                var move = slice(index);
                for (var place = 0; place < places; place++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    move(place, own.Moved.AsSpan(0, network.TrainedCount));
                    losses[place][index] = Clip(own.Surface.Loss(own.Moved));
                }

                return own;
            },
            _ => { });
        return Array.ConvertAll(losses, SliceBand.Of);
    }

    private double Clip(double loss)
    {
        if (loss <= Ceiling)
        {
            return loss;
        }

        Interlocked.Increment(ref _clipped);
        return Ceiling;
    }

    private delegate void Move(int place, Span<double> moved);
}
