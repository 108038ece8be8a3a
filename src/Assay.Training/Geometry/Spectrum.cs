using Assay.Training.Optimizers;

namespace Assay.Training.Geometry;

/// <summary>What Lanczos' method knows of a spectrum.</summary>
/// <param name="Values">Ritz values, ascending.</param>
/// <param name="Residuals">For each, the length of A x - value x: an eigenvalue is no farther from the value than that.</param>
/// <param name="Weights">For each, the square of the first vector's part along it: nodes and weights of a Gauss quadrature (Golub and Meurant 1994).</param>
internal sealed record Spectrum(IReadOnlyList<double> Values, IReadOnlyList<double> Residuals, IReadOnlyList<double> Weights)
{
    private readonly IReadOnlyList<double[]> _basis = [];
    private readonly double[][] _turned = [];
    private readonly int[] _order = [];

    private Spectrum(IReadOnlyList<double[]> basis, double[][] turned, int[] order, double[] values, double[] residuals, double[] weights)
        : this(values, residuals, weights) => (_basis, _turned, _order) = (basis, turned, order);

    /// <summary>The spectrum from a basis and the tridiagonal matrix on it.</summary>
    public static Spectrum Of(IReadOnlyList<double[]> basis, IReadOnlyList<double> diagonal, IReadOnlyList<double> beside)
    {
        var count = diagonal.Count;
        var (values, rest) = (diagonal.ToArray(), beside.ToArray());
        var turned = new double[count][];
        for (var i = 0; i < count; i++)
        {
            turned[i] = new double[count];
            turned[i][i] = 1;
        }

        Tridiagonal.Eigenvalues(values, rest, turned);
        int[] order = [.. Enumerable.Range(0, count).OrderBy(i => values[i])];
        return new Spectrum(
            basis,
            turned,
            order,
            [.. order.Select(i => values[i])],
            [.. order.Select(i => Math.Abs(beside[^1] * turned[i][^1]))],
            [.. order.Select(i => turned[i][0] * turned[i][0])]);
    }

    /// <summary>The Ritz vector of a value, of length 1.</summary>
    public double[] Vector(Index index)
    {
        var vector = new double[_basis[0].Length];
        var parts = _turned[_order[index]];
        for (var i = 0; i < parts.Length; i++)
        {
            Flat.Along(vector, parts[i], _basis[i], vector);
        }

        Flat.Scale(vector, 1 / Flat.Norm<double>(vector));
        return vector;
    }
}
