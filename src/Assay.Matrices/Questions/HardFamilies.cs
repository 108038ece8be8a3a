using System.Numerics;

namespace Assay.Matrices.Questions;

/// <summary>Families of matrices that break tests for singularity, from small to large.</summary>
/// <remarks>
/// Scaled identities, rows that are scaled, triangles of ones and minus ones (Wilkinson; Kahan), small whole singular matrices,
/// decimals, unimodular matrices, and matrices for which condition estimators fail (Cline and Rew 1983; Higham's condex).
/// </remarks>
internal static class HardFamilies
{
    private const int MostRows = 64;
    private const int MostExponent = 1074;

    /// <summary>The sizes in which there are families.</summary>
    public static IEnumerable<int> Sizes => [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 50, 52, 54, 56, 58, 60, MostRows];

    /// <summary>The matrices of a size.</summary>
    public static IEnumerable<double[,]> Of(int size) =>
        Small(size).Concat(ScaledIdentities(size)).Concat(Decimals(size)).Concat(ScaledRows(size)).Concat(Triangles(size)).Concat(Unimodular(size)).Concat(Condex(size)).Concat(Products(size));

    private static IEnumerable<double[,]> Small(int size)
    {
        var most = size switch { 1 => 64, 2 => 16, 3 => 2, _ => 0 };
        return most == 0 ? [] : Enumeration.All([new Variable("A", VariableKind.Integer, true, size, size, -most, most)])
            .Select(entries => Make(size, (row, column) => (double)entries[(row * size) + column].Numerator));
    }

    private static IEnumerable<double[,]> ScaledIdentities(int size) =>
        Enumerable.Range(1, MostExponent).SelectMany(exponent => new[] { Identity(size, Math.ScaleB(1, -exponent)), Identity(size, Math.ScaleB(1, Math.Min(exponent, 1000))) })
            .Concat(Enumerable.Range(1, 300).Select(exponent => Identity(size, Math.Pow(10, -exponent))));

    private static IEnumerable<double[,]> ScaledRows(int size) => size < 2 ? [] : Enumerable.Range(1, 500).SelectMany(exponent => new[]
    {
        Make(size, (row, column) => row != column ? 0 : row == size - 1 ? Math.ScaleB(1, -exponent) : 1),
        Make(size, (row, column) => (row == column ? 2 : 1) * (row == 0 ? Math.ScaleB(1, -exponent) : 1)),
    });

    // Products of tenths are rounded: singular ones seem regular.
    private static IEnumerable<double[,]> Decimals(int size) => size switch
    {
        2 => Enumeration.All([new Variable("A", VariableKind.Integer, true, 2, 2, -9, 9)]).Select(entries => Make(2, (row, column) => (double)entries[(row * 2) + column].Numerator / 10)),
        3 => Enumerable.Range(1, 9).SelectMany(first => Enumerable.Range(1, 9).Select(step => Make(3, (row, column) => (first + (step * ((3 * row) + column))) / 10.0))),
        _ => [],
    };

    private static IEnumerable<double[,]> Triangles(int size) => size < 2 ? [] : new[]
    {
        Make(size, (row, column) => column > row ? -1 : column == row ? 1 : 0),
        Make(size, (row, column) => column > row ? 1 : column == row ? 1 : 0),
        Make(size, (row, column) => column > row ? -1 : column == row ? 1 : row == size - 1 && column == 0 ? -Math.ScaleB(1, 2 - size) : 0),
        Make(size, (row, column) => column > row ? -2 : column == row ? 1 : 0),
        Make(size, (row, column) => column == size - 1 ? 1 : column > row ? 0 : column == row ? 1 : -1),
    };

    // Of determinant 1 over the whole numbers, with large entries.
    private static IEnumerable<double[,]> Unimodular(int size) => size < 2 ? [] : Enumerable.Range(1, 26).Select(power =>
    {
        var (a, b) = (Math.ScaleB(1, power), Math.ScaleB(1, power) - 1);
        return Make(size, (row, column) => row == column ? row == 0 ? a + 1 : row == 1 ? b : 1 : row + column == 1 ? a : 0);
    });

    private static IEnumerable<double[,]> Condex(int size) => size != 3 ? [] : Enumerable.Range(1, 60).Select(exponent =>
    {
        var theta = Math.ScaleB(1, exponent);
        double[,] known = { { 1, -1, -2 * theta }, { 0, 1, theta }, { 0, 1, 1 + theta } };
        return known;
    });

    // Of rank one or two, with rounded entries.
    private static IEnumerable<double[,]> Products(int size) => size is < 3 or > 8 ? [] : Enumerable.Range(1, 40).SelectMany(seed =>
    {
        var random = new Random(seed);
        double[] left = [.. Enumerable.Range(0, 2 * size).Select(_ => (double)random.Next(-9, 10))];
        double[] right = [.. Enumerable.Range(0, 2 * size).Select(_ => (double)random.Next(-9, 10))];
        return Enumerable.Range(0, 2).Select(tenth => Make(size, (row, column) => ((left[row] * right[column]) + (left[size + row] * right[size + column])) * (tenth == 1 ? 0.1 : 1)));
    });

    private static double[,] Identity(int size, double factor) => Make(size, (row, column) => row == column ? factor : 0);

    private static double[,] Make(int size, Func<int, int, double> entry)
    {
        var matrix = new double[size, size];
        for (var i = 0; i < matrix.Length; i++)
        {
            matrix[i / size, i % size] = entry(i / size, i % size);
        }

        return matrix;
    }
}
