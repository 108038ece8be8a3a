using System.Numerics;

namespace Assay.Matrices.Checking;

/// <summary>Whether there is an inverse over a ring: the inverse, or a vector that is taken to zero.</summary>
internal static class RingCheck
{
    /// <summary>Statements for each ring: of the inverse, and of the determinant.</summary>
    public static IEnumerable<CheckedStatement> Of(ReportUnderCheck report)
    {
        foreach (var node in report.Root.Find("rings")?.Items() ?? [])
        {
            var modulus = node["modulus"].Whole() is { Sign: >= 0 } given ? given : throw node["modulus"].Wrong("A modulus is not below zero.");
            var ring = modulus.IsZero ? "over the whole numbers" : $"modulo {DeterminantCheck.Shown(node["modulus"])}";
            var isInvertible = node["isInvertible"].Flag();
            yield return CheckedStatement.Of(
                $"The matrix has {(isInvertible ? "an" : "no")} inverse {ring}.", () => isInvertible ? HasInverse(report, node, modulus) : HasNone(report, node, modulus));
            yield return CheckedStatement.Of($"The determinant {ring} is {DeterminantCheck.Shown(node["determinant"])}.", () => DeterminantIs(report, node, modulus));
        }
    }

    private static StatementVerdict HasInverse(ReportUnderCheck report, ReportNode node, BigInteger modulus)
    {
        var (size, matrix) = (report.Matrix.Rows, WholeMatrixOf(report, node));
        var inverse = new ExactMatrix(size, size, node["inverse"].Wholes(size * size), 1);
        if (Array.Exists(matrix.Times(inverse, report.Cancellation).Minus(ExactMatrix.Identity(size)).Entries, entry => !IsZero(entry, modulus)))
        {
            return new Rejected($"{node.Path}.inverse: the product with the matrix is not the unit matrix.");
        }

        return IsZero((node["determinant"].Whole() * node["determinantInverse"].Whole()) - 1, modulus) ? new Verified()
            : new Rejected($"{node.Path}.determinantInverse: it is not the inverse of the determinant.");
    }

    private static StatementVerdict HasNone(ReportUnderCheck report, ReportNode node, BigInteger modulus)
    {
        var (divisor, vector) = (node["divisor"].Whole(), node["vector"].Wholes(report.Matrix.Columns));
        var image = WholeMatrixOf(report, node).Times(ExactMatrix.Column(vector), report.Cancellation).Entries;
        return divisor.Sign < 0 || divisor.IsOne || !IsZero(modulus, divisor) ? new Rejected($"{node.Path}.divisor: it is no divisor of the modulus from 2 on.")
            : vector.All(entry => IsZero(entry, divisor)) ? new Rejected($"{node.Path}.vector: it is zero.")
            : Array.Exists(image, entry => !IsZero(entry, divisor)) ? new Rejected($"{node.Path}.vector: the matrix does not take it to zero.")
            : new Verified();
    }

    private static StatementVerdict DeterminantIs(ReportUnderCheck report, ReportNode node, BigInteger modulus)
    {
        _ = WholeMatrixOf(report, node);
        var stated = node["determinant"].Whole();
        return !modulus.IsZero && (stated.Sign < 0 || stated >= modulus) ? new Rejected($"{node.Path}.determinant: it is not from 0 to below the modulus.")
            : IsZero(report.Determinant.Value.Numerator - stated, modulus) ? new Verified()
            : new Rejected($"{node.Path}.determinant: it is another number.");
    }

    private static ExactMatrix WholeMatrixOf(ReportUnderCheck report, ReportNode node) =>
        !report.IsSquare ? throw node.Wrong("The matrix is not square.") : WholeEntries.Of(report.Matrix) ?? throw node.Wrong("The entries are not whole.");

    private static bool IsZero(BigInteger value, BigInteger modulus) => modulus.IsZero ? value.IsZero : (value % modulus).IsZero;
}
