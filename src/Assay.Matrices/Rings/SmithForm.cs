using System.Numerics;

namespace Assay.Matrices.Rings;

/// <summary>The Smith normal form of a matrix of whole numbers (Smith 1861), with what proves it.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">The number of columns.</param>
/// <param name="Factors">The invariant factors, positive, as many as the rank; each divides the next.</param>
public sealed record SmithForm(int Rows, int Columns, IReadOnlyList<BigInteger> Factors)
{
    // The rows, and the bits of a determinant, beyond which transforms take too long; what is modular proves the rest.
    private const int MostRows = 60;
    private const int MostBits = 1000;

    /// <summary>What elimination modulo a number rests on; null where there are transforms.</summary>
    internal SmithInvariants? Modular { get; init; }

    /// <summary>The transforms; null where there are none.</summary>
    internal SmithTransforms? Transforms { get; init; }

    /// <summary>The form.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="withTransforms">Whether transforms are found; null for only those of small matrices with small entries.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="MatrixException">An entry is a fraction.</exception>
    internal static SmithForm Of(Matrix matrix, bool? withTransforms, CancellationToken cancellation)
    {
        var whole = WholeEntries.Of(matrix);
        if (withTransforms ?? AreSmall(whole))
        {
            var (known, transforms) = SmithTransforms.Of(whole, cancellation);
            return new SmithForm(matrix.Rows, matrix.Columns, known) { Transforms = transforms };
        }

        var (factors, proof) = SmithInvariants.Of(whole, cancellation);
        return new SmithForm(matrix.Rows, matrix.Columns, factors) { Modular = proof };
    }

    private static bool AreSmall(WholeMatrix matrix) => Math.Max(matrix.Rows, matrix.Columns) <= MostRows
        && Math.Min(matrix.Rows, matrix.Columns) * (long)matrix.Sliced().Bits <= MostBits;
}
