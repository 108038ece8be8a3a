using Assay.Statistics;
using Assay.Training.Optimizers;

namespace Assay.Training.Geometry;

/// <summary>
/// The ends of the spectrum of a symmetric operator, from its products with vectors only (Lanczos 1950), each vector made orthogonal to all before it.
/// </summary>
internal static class Lanczos
{
    private const ulong Purpose = 0x1A2C_0001;

    /// <summary>Runs so many steps, or fewer where an invariant space is found.</summary>
    /// <param name="operation">Computes the product with a vector into another.</param>
    /// <param name="size">Entries of a vector.</param>
    /// <param name="steps">The most products.</param>
    /// <param name="seed">The seed of the first vector.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="level">Takes the first vector into the space that the operator keeps to itself, where that is not all.</param>
    public static Spectrum Run(Action<double[], double[]> operation, int size, int steps, ulong seed, CancellationToken cancellation, Action<double[]>? level = null)
    {
        var random = new Philox(seed, Purpose);
        double[] first = [.. Enumerable.Range(0, size).Select(_ => random.NextNormal())];
        level?.Invoke(first);
        Flat.Scale(first, 1 / Flat.Norm<double>(first));
        List<double[]> basis = [first];
        List<double> diagonal = [], beside = [];
        var product = new double[size];
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var last = basis[^1];
            operation(last, product);
            diagonal.Add(Flat.Dot<double>(last, product));
            var rest = (double[])product.Clone();

            // Twice is enough (Giraud, Langou and Rozložník 2005).
            for (var pass = 0; pass < 2; pass++)
            {
                foreach (var vector in basis)
                {
                    Flat.Along(rest, -Flat.Dot<double>(vector, rest), vector, rest);
                }
            }

            var length = Flat.Norm<double>(rest);
            beside.Add(length);
            if (diagonal.Count == Math.Min(steps, size) || !(length > 1e-12 * diagonal.Max(Math.Abs)))
            {
                return Spectrum.Of(basis, diagonal, beside);
            }

            Flat.Scale(rest, 1 / length);
            basis.Add(rest);
        }
    }

    /// <summary>The curvature along a direction of length 1, and how far it is at most from some eigenvalue: the length of A v - (v'Av) v.</summary>
    public static (double Curvature, double Residual) Check(Action<double[], double[]> operation, double[] direction)
    {
        var product = new double[direction.Length];
        operation(direction, product);
        var curvature = Flat.Dot<double>(direction, product);
        Flat.Along(product, -curvature, direction, product);
        return (curvature, Flat.Norm<double>(product));
    }
}
