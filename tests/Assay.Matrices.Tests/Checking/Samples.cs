using System.Numerics;
using Assay.Matrices.Certificates;
using Assay.Matrices.Distance;
using Assay.Matrices.Formats;
using Assay.Matrices.Tests.Sparse;

namespace Assay.Matrices.Tests.Checking;

/// <summary>A report with each kind of statement and proof.</summary>
internal static class Samples
{
    /// <summary>The reports by name, made when they are asked for.</summary>
    public static IReadOnlyDictionary<string, Lazy<string>> All { get; } = new Dictionary<string, Lazy<string>>
    {
        ["whole numbers, over rings"] = Of("[[2, 1, 0], [1, 3, 1], [0, 2, 4]]", new DiagnoseOptions { Rings = [0, 17, 34, BigInteger.One << 64], SmithForm = true }),
        ["singular"] = Of("[[1, 2, 3], [4, 5, 6], [7, 8, 9]]", new DiagnoseOptions { SmithForm = true }),
        ["rectangular"] = Of("[[1, 2, 3], [4, 5, 7]]", new DiagnoseOptions { SmithForm = true }),
        ["factors of a regular matrix"] = Factors("[[2, 1, 0], [4, 6, 2], [0, 2, 8]]"),
        ["factors of a singular matrix"] = Factors("[[2, 4, 6], [4, 2, 8], [6, 6, 14]]"),
        ["determinant by a system"] = new(() => Reports.WithDeterminantSystem(Matrix.Parse("[[1/3, 4, 12], [30, 10, 20], [0, 1/7, 6]]"))!),
        ["solution"] = new(() => Reports.WithSolution(Matrix.Parse("[[1/3, 2], [3, 0.1]]"), Matrix.Parse("[[1/7], [2]]"))),
        ["fractions"] = Of("[[1/3, 2], [3, 1/7]]", null),
        ["far from equilibrated"] = Of("[[1e10, 2], [3, 1e-12]]", null),
        ["ill-conditioned"] = Of("[[1, 2], [1, 2.0000000000000004]]", new DiagnoseOptions { Uncertainty = Uncertainty.Parse("1/100ulp") }),
        ["singular within"] = Of("[[1, 2], [1, 2.0000000000000004]]", new DiagnoseOptions { Uncertainty = Uncertainty.Parse("8ulp") }),
        ["half precision"] = new(() => Reports.Of(Matrix.OfDoubles(2, 2, [1, 0.5, Math.ScaleB(3, -24), 2], FloatType.Half))),
        ["orthants"] = new(() => Found("orthants", 3, UncertaintyWeight.One)),
        ["unknown"] = new(() => Found("unknown", 15, UncertaintyWeight.Magnitude)),
        ["covered"] = new(() => Reports.Of(SparseMatrices.Of(3, 3, [5, 7, 1, 3, 0, 0, 3, 0, 0]))),
        ["modulo primes"] = new(() => Reports.Of(OfRank(14, 3))),
        ["modulo a power"] = new(() => Reports.Of(SparseMatrices.Of(12, 24, Banded()))),
    };

    // Without transforms, as those of large matrices.
    private static Lazy<string> Factors(string matrix) => new(() => Reports.WithFactors(Matrix.Parse(matrix)));

    private static Lazy<string> Of(string matrix, DiagnoseOptions? options) => new(() => Reports.Of(Matrix.Parse(matrix), options));

    // Beyond what one vector proves, by little.
    private static string Found(string kind, int size, UncertaintyWeight weight)
    {
        for (var seed = 1; seed < 200; seed++)
        {
            var random = new Random(seed);
            var entries = new double[size, size];
            for (var i = 0; i < size * size; i++)
            {
                entries[i / size, i % size] = random.Next(-9, 10);
            }

            var matrix = Matrix.Of(entries);
            var first = matrix.Diagnose(new DiagnoseOptions { Uncertainty = new Uncertainty(default, weight) });
            if (first.Analysis?.Within is AllRegular { Factor: var factor } && double.IsFinite(factor)
                && Reports.Of(matrix, new DiagnoseOptions { Uncertainty = new Uncertainty(new Rational((BigInteger)Math.Round(factor * 1.02e6), 1_000_000), weight) }) is var report
                && report.Contains($"\"{kind}\"", StringComparison.Ordinal))
            {
                return report;
            }
        }

        throw new InvalidOperationException($"There is no report with {kind}.");
    }

    private static Matrix OfRank(int size, int rank)
    {
        var random = new Random(5);
        int[,] left = new int[size, rank], right = new int[rank, size];
        var entries = new double[size, size];
        for (var i = 0; i < size * rank; i++)
        {
            (left[i / rank, i % rank], right[i / size, i % size]) = (random.Next(-9, 10), random.Next(-9, 10));
        }

        for (var i = 0; i < size * size; i++)
        {
            entries[i / size, i % size] = Enumerable.Range(0, rank).Sum(k => left[i / size, k] * right[k, i % size]);
        }

        return Matrix.Of(entries);
    }

    // Every row is a combination of two neighbours.
    private static BigInteger[] Banded()
    {
        var (entries, random) = (new BigInteger[12 * 24], new Random(3));
        for (var i = 0; i < 12 * 24; i++)
        {
            entries[i] = i / 24 < 10 && random.Next(3) == 0 ? random.Next(-4, 5) : 0;
        }

        for (var column = 0; column < 24; column++)
        {
            entries[(10 * 24) + column] = entries[column] + entries[24 + column];
            entries[(11 * 24) + column] = entries[48 + column] - (2 * entries[72 + column]);
        }

        return entries;
    }
}
