namespace Assay.Matrices.Checking;

/// <summary>
/// A factor at which some matrix is singular: (3 + 2 sqrt 2) n over the spectral radius of |A^-1| W (Rump, Ill-Conditioned Matrices Are
/// Componentwise Near to Singularity, 1999).
/// </summary>
internal static class RumpBound
{
    // No less than 3 + 2 sqrt 2.
    private static readonly Fraction Factor = new(58284271247461904, 10000000000000000);

    // What rounding may have added.
    private static readonly Fraction Slack = new(1001, 1000);

    /// <summary>Checks it by a vector: the least (|A^-1| W x)_i / x_i is no more than the radius (Collatz 1942).</summary>
    public static StatementVerdict Check(ReportUnderCheck report, ReportNode within)
    {
        var size = report.Matrix.Rows;
        var x = ExactMatrix.Of(within["regularVector"].Doubles(size), size, 1);
        if (x.Entries.Any(entry => entry.Sign <= 0))
        {
            return new Rejected("within.regularVector: an entry is not above zero.");
        }

        var inverse = report.Evidence.Inverse ?? throw within.Wrong("There is no inverse among the evidence.");
        var weighted = WeightMatrix.Of(report, within, isGreatest: false).Times(Fraction.PowerOfTwo(-report.Evidence.Exponent)).Times(x, report.Cancellation);
        var image = inverse.Inverse.Magnitudes().Times(weighted, report.Cancellation);
        var (error, most) = (inverse.Error.RowNorm, weighted.RowNorm);
        if (error >= Fraction.One)
        {
            return new Rejected("evidence.inverse: I - R A is not below 1.");
        }

        // R differs from the inverse by (I - R A) times it.
        var difference = error * inverse.Inverse.RowNorm / (Fraction.One - error) * most;
        var radius = Enumerable.Range(0, size).Select(i => (image.Value(i, 0) - difference) / x.Value(i, 0)).Aggregate(Fraction.Min);
        if (radius <= 0)
        {
            return new Rejected("within.regularVector: no radius follows from it.");
        }

        var (stated, derived) = (Fraction.Of(within["singularUpTo"].Double()), Factor * size / radius);
        return derived > stated || stated > Slack * derived ? new Rejected("within.singularUpTo: another number follows from the vector.") : new Verified();
    }
}
