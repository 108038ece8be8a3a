using System.Numerics;

namespace Assay.Matrices.Checking;

/// <summary>
/// The Smith normal form: U A V = D for the diagonal D of factors that divide each other, where U and V have inverses of whole numbers
/// (Smith 1861); or without transforms the factors themselves, found again modulo a multiple of them.
/// </summary>
internal static class SmithCheck
{
    /// <summary>The statement, where the report has one.</summary>
    public static IEnumerable<CheckedStatement> Of(ReportUnderCheck report)
    {
        if (report.Root.Find("smithForm") is { } node)
        {
            var count = node["factors"].Items().Count;
            yield return CheckedStatement.Of(FormattableString.Invariant($"The Smith normal form has {count} invariant {(count == 1 ? "factor" : "factors")} as listed."), () => Check(report, node));
        }
    }

    private static StatementVerdict Check(ReportUnderCheck report, ReportNode node)
    {
        var (rows, columns) = (report.Matrix.Rows, report.Matrix.Columns);
        var matrix = WholeEntries.Of(report.Matrix) ?? throw node.Wrong("The entries are not whole.");
        BigInteger[] factors = [.. node["factors"].Items().Select(item => item.Whole())];
        if (factors.Length != report.Rank || factors.Any(factor => factor.Sign <= 0) || factors.Zip(factors.Skip(1)).Any(pair => !(pair.Second % pair.First).IsZero))
        {
            return new Rejected("smithForm.factors: they are to be as many as the rank, above zero, and each to divide the next.");
        }

        if (node.Find("left") is null && node.Find("right") is null)
        {
            return SmithFactorsCheck.Of(report, node, matrix, factors);
        }

        var (left, right) = (Transform(node, "left", rows, report.Cancellation), Transform(node, "right", columns, report.Cancellation));
        var product = left.Times(matrix, report.Cancellation).Times(right, report.Cancellation);
        for (var i = 0; i < product.Entries.Length; i++)
        {
            var (row, column) = (i / columns, i % columns);
            if (product.Entries[i] != (row == column && row < factors.Length ? factors[row] : BigInteger.Zero))
            {
                return new Rejected(FormattableString.Invariant($"smithForm: the transforms take row {row}, column {column} to another number."));
            }
        }

        return new Verified();
    }

    private static ExactMatrix Transform(ReportNode node, string name, int size, CancellationToken cancellation)
    {
        var matrix = new ExactMatrix(size, size, node[name].Wholes(size * size), 1);
        var inverse = new ExactMatrix(size, size, node[name + "Inverse"].Wholes(size * size), 1);
        return matrix.Times(inverse, cancellation).Entries.AsSpan().SequenceEqual(ExactMatrix.Identity(size).Entries) ? matrix
            : throw node[name + "Inverse"].Wrong($"It is not the inverse of '{name}'.");
    }
}
