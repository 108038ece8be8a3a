using System.Buffers;
using System.Globalization;
using System.Numerics;
using Assay.Matrices;
using Assay.Matrices.Certified;
using Assay.Matrices.Kernels;

namespace Assay.Bench;

/// <summary>Proofs about matrices against what NumPy estimates and FLINT computes, in turns, on the same matrices.</summary>
internal static class MatrixTable
{
    private const double AtLeastEightTimesFaster = 1.0 / 8;

    public static void Write(TextWriter output)
    {
        using var peer = MatrixPeer.TryStart();
        output.WriteLine($"{Processor()}; {Environment.ProcessorCount} cores; {peer?.NumPy}; {peer?.OpenBlas}; {peer?.Flint}");
        output.WriteLine();
        output.WriteLine(MatrixRow.Header);
        foreach (var row in Rows())
        {
            row.Write(output, peer);
        }
    }

    private static IEnumerable<MatrixRow> Rows()
    {
        var normal = MatrixData.Normal(1000, seed: 1);
        yield return new("proof of regularity, n = 1000", "det", "numpy.linalg.det", normal, 1, Timed(normal, Regularity));
        foreach (var size in new[] { 400, 1000 })
        {
            var whole = MatrixData.Whole(size, seed: 2);
            yield return new(size > 400 ? $"determinant and solved system, 10 bits, n = {size}" : $"determinant, 10 bits, n = {size}", "flint-det", "fmpz_mat_det", whole, AtLeastEightTimesFaster, Timed(whole, Determinant));
        }

        var singular = MatrixData.Singular(400, seed: 3);
        yield return new("singular, with kernel vector, n = 400", "flint-det", "fmpz_mat_det", singular, AtLeastEightTimesFaster, Timed(singular, Kernel));
        var conditioned = MatrixData.Conditioned(1000, 1e8, seed: 4);
        yield return new("least singular value and condition", "cond", "numpy.linalg.cond", conditioned, 1.5, Timed(conditioned, matrix => Condition(matrix, isTight: false)));
        yield return new("the same, --tight", "cond", "numpy.linalg.cond", conditioned, 1.5, Timed(conditioned, matrix => Condition(matrix, isTight: true)));
        foreach (var threads in new[] { 1, 2 })
        {
            yield return new($"product, n = 1000, threads: {threads}", $"gemm{threads}", "numpy.matmul", normal, 1 / 0.9, () => Product(normal, threads), Twice: true);
        }
    }

    // What reads the entries into a matrix does not count, as it does not for the peer.
    private static Func<string> Timed(Dense dense, Func<Matrix, string> work)
    {
        var matrix = Matrix.OfDoubles(dense.Rows, dense.Columns, dense.Entries);
        return () => work(matrix);
    }

    private static string Regularity(Matrix matrix) =>
        Exactly(matrix, withDeterminant: false).IsRegular ? "" : throw new InvalidOperationException("A regular matrix was not found to be one.");

    private static string Determinant(Matrix matrix) => "=" + Hexadecimal(Exactly(matrix, withDeterminant: true).Determinant!.Value.Numerator);

    private static string Kernel(Matrix matrix) =>
        Exactly(matrix, withDeterminant: false).Kernel.Count == 1 ? "=0" : throw new InvalidOperationException("No kernel vector was found.");

    private static Diagnosis Exactly(Matrix matrix, bool withDeterminant) =>
        matrix.Diagnose(new DiagnoseOptions { ExactOnly = true, Determinant = withDeterminant });

    private static string Condition(Matrix matrix, bool isTight)
    {
        var floats = FloatMatrix.Of(matrix)!;
        var conditioning = Conditioning.Of(floats, matrix.Rows, CertifiedInverse.Of(floats, Analysis.Wanted(matrix.Rows, isTight), CancellationToken.None), CancellationToken.None);
        return string.Create(CultureInfo.InvariantCulture, $"width {Math.Max(conditioning.SigmaMin.RelativeWidth, conditioning.Condition2.RelativeWidth):0e0}");
    }

    private static string Product(Dense dense, int threads)
    {
        // Into room that was used before, as the peer's allocator gives it.
        var product = ArrayPool<double>.Shared.Rent(dense.Rows * dense.Columns);
        product.AsSpan().Clear();
        Gemm<AddSum>.Update(default, dense.Block, null, dense.Block, new Block(product, 0, dense.Columns), dense.Rows, dense.Columns, dense.Columns, threads);
        ArrayPool<double>.Shared.Return(product);
        return "";
    }

    private static string Hexadecimal(BigInteger number)
    {
        var digits = BigInteger.Abs(number).ToString("x", CultureInfo.InvariantCulture).TrimStart('0');
        return (number.Sign < 0 ? "-" : "") + (digits.Length == 0 ? "0" : digits);
    }

    /// <summary>The name of the processor.</summary>
    public static string Processor()
    {
        const string Path = "/proc/cpuinfo";
        var line = File.Exists(Path) ? File.ReadLines(Path).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':')[1].Trim() ?? "unknown processor";
    }
}
