using Assay.Statistics;
using Assay.Training.Optimizers;

namespace Assay.Training.Geometry;

/// <summary>
/// The trace of a symmetric operator from its products with vectors (Hutch++; Meyer, Musco, Musco and Woodruff 2021): exact on the space that products with
/// random vectors span, and by random probes on the rest, which gives an interval.
/// </summary>
/// <param name="Value">The estimate.</param>
/// <param name="Interval">Student's interval from the probes: what is exact adds nothing to its width.</param>
/// <param name="Products">How many products it took.</param>
internal sealed record TraceEstimate(double Value, Interval Interval, int Products)
{
    private const ulong Purpose = 0x7ACE_0001;

    /// <summary>Estimates it.</summary>
    /// <param name="products">Computes products of many vectors, one after another, into another span.</param>
    /// <param name="size">Entries of a vector.</param>
    /// <param name="sketch">Dimensions of the space that is taken exactly; may be 0.</param>
    /// <param name="probes">Random probes of the rest, at least 2.</param>
    /// <param name="confidence">How sure the interval is.</param>
    /// <param name="seed">The seed of the random vectors.</param>
    public static TraceEstimate Of(Products products, int size, int sketch, int probes, double confidence, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(products);
        ArgumentOutOfRangeException.ThrowIfLessThan(probes, 2);
        var random = new Philox(seed, Purpose);
        sketch = Math.Min(sketch, size);
        var (space, images) = (new double[sketch * size], new double[sketch * size]);
        Fill(images, random);
        products(images, space);
        sketch = Orthonormal(space, size);
        space = space[..(sketch * size)];
        images = new double[sketch * size];
        products(space, images);
        var exact = 0.0;
        for (var i = 0; i < sketch; i++)
        {
            exact += Flat.Dot<double>(space.AsSpan(i * size, size), images.AsSpan(i * size, size));
        }

        if (sketch == size)
        {
            return new TraceEstimate(exact, new Interval(exact, exact), 2 * sketch);
        }

        var (vectors, results) = (new double[probes * size], new double[probes * size]);
        Fill(vectors, random);
        for (var i = 0; i < probes; i++)
        {
            Without(space, size, vectors.AsSpan(i * size, size));
        }

        products(vectors, results);
        double[] samples = [.. Enumerable.Range(0, probes).Select(i => Flat.Dot<double>(vectors.AsSpan(i * size, size), results.AsSpan(i * size, size)))];
        var mean = samples.Average();
        var deviation = Math.Sqrt(samples.Sum(x => (x - mean) * (x - mean)) / (probes - 1));
        var half = StudentT.Quantile((1 + confidence) / 2, probes - 1) * deviation / Math.Sqrt(probes);
        return new TraceEstimate(exact + mean, new Interval(exact + mean - half, exact + mean + half), (2 * sketch) + probes);
    }

    // Normal, not signs: their squares are never alike, so that the spread of few probes is not taken for none.
    private static void Fill(Span<double> vectors, Philox random)
    {
        foreach (ref var entry in vectors)
        {
            entry = random.NextNormal();
        }
    }

    // Gram and Schmidt, twice; vectors that the others span are left out. Gives how many are left, which then lie first.
    private static int Orthonormal(double[] vectors, int size)
    {
        var kept = 0;
        for (var i = 0; i < vectors.Length / size; i++)
        {
            var own = vectors.AsSpan(i * size, size);
            var before = Flat.Norm<double>(own);
            Without(vectors.AsSpan(0, kept * size), size, own);
            Without(vectors.AsSpan(0, kept * size), size, own);
            var length = Flat.Norm<double>(own);
            if (length > 1e-10 * before)
            {
                Flat.Scale(own, 1 / length);
                own.CopyTo(vectors.AsSpan(kept * size));
                kept++;
            }
        }

        return kept;
    }

    private static void Without(ReadOnlySpan<double> space, int size, Span<double> vector)
    {
        for (var i = 0; i < space.Length; i += size)
        {
            var axis = space.Slice(i, size);
            Flat.Along(vector, -Flat.Dot<double>(axis, vector), axis, vector);
        }
    }
}

/// <summary>Products of a symmetric operator with vectors, one after another.</summary>
/// <param name="vectors">The vectors.</param>
/// <param name="results">Receives the products.</param>
internal delegate void Products(ReadOnlySpan<double> vectors, Span<double> results);
