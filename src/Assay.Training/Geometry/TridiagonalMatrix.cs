namespace Assay.Training.Geometry;

/// <summary>A symmetric tridiagonal matrix.</summary>
/// <param name="Diagonal">Its diagonal.</param>
/// <param name="Beside">What stands beside it: entry i couples i and i + 1.</param>
internal sealed record TridiagonalMatrix(double[] Diagonal, double[] Beside)
{
    /// <summary>No less than the magnitude of any eigenvalue, but for rounding: the greatest sum of magnitudes of a row.</summary>
    public double Norm => Enumerable.Range(0, Diagonal.Length).Select(i => Math.Abs(Diagonal[i]) + Left(i) + (i < Beside.Length ? Math.Abs(Beside[i]) : 0)).DefaultIfEmpty(0).Max();

    /// <summary>
    /// How many eigenvalues are below a number: the signs of the pivots of T - x (Sturm 1829, Givens 1954). It is the count for a matrix whose entries, once x is taken off the
    /// diagonal, are others by a few roundings (Kahan 1966; Demmel, Dhillon and Ren 1995).
    /// </summary>
    public int CountBelow(double x)
    {
        var (count, pivot) = (0, 1.0);
        var least = 1e-290 * (1 + Beside.Select(entry => entry * entry).DefaultIfEmpty(0).Max());
        for (var i = 0; i < Diagonal.Length; i++)
        {
            pivot = Diagonal[i] - x - (i == 0 ? 0 : Beside[i - 1] * Beside[i - 1] / pivot);
            pivot = Math.Abs(pivot) < least ? -least : pivot;
            count += pivot < 0 ? 1 : 0;
        }

        return count;
    }

    private double Left(int i) => i > 0 ? Math.Abs(Beside[i - 1]) : 0;
}
