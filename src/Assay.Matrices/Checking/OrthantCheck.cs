using System.Numerics;

namespace Assay.Matrices.Checking;

/// <summary>
/// A w for each orthant of signs z with z_j (A^T w)_j above (W^T |w|)_j for all j: no matrix within W takes a vector of these signs to
/// zero (Rohn 1989). The other half of the orthants follows by changing the sign of w.
/// </summary>
internal static class OrthantCheck
{
    /// <summary>Checks all of them.</summary>
    public static StatementVerdict Of(ReportUnderCheck report, ReportNode within, Fraction factor, int mostRows)
    {
        var size = report.Matrix.Rows;
        if (size > mostRows)
        {
            return new Rejected("within.orthants: for so many rows there are more orthants than a report can hold.");
        }

        var proofs = within["orthants"].Items(1 << Math.Max(0, size - 1));
        var weights = WeightMatrix.Of(report, within, isGreatest: true).Transpose();
        var matrix = report.Matrix.Dense.Transpose();
        foreach (var (number, node) in proofs.Index())
        {
            report.Cancellation.ThrowIfCancellationRequested();
            var proof = node.Wholes(size);
            var image = matrix.Times(ExactMatrix.Column(proof), report.Cancellation);
            var change = weights.Times(ExactMatrix.Column(Array.ConvertAll(proof, BigInteger.Abs)), report.Cancellation);
            for (var j = 0; j < size; j++)
            {
                var signed = (number >> j & 1) == 1 ? -image[j, 0] : image[j, 0];
                if (matrix.Scale * signed <= factor * change.Value(j, 0))
                {
                    return new Rejected(FormattableString.Invariant($"{node.Path}: column {j} can be taken to zero."));
                }
            }
        }

        return new Verified();
    }
}
