using System.Numerics;

namespace Assay.Matrices.Checking;

/// <summary>
/// Distances to the nearest singular matrix. A - (A x) y^T / (y^T x) takes x to zero whatever x and y are, so that its distance is no
/// less; and no singular matrix is nearer than 1 over the norm of the inverse (Kahan 1966).
/// </summary>
internal static class NearestCheck
{
    /// <summary>A statement for each norm.</summary>
    public static IEnumerable<CheckedStatement> Of(ReportUnderCheck report)
    {
        foreach (var node in report.Root.Find("nearest")?.Items() ?? [])
        {
            var norm = node["norm"].Text();
            if (norm is not ("1" or "2" or "inf"))
            {
                throw node["norm"].Wrong("The norm is to be 1, 2 or inf.");
            }

            yield return CheckedStatement.Of(
                $"The distance to the nearest singular matrix in the {(norm == "inf" ? "norm for infinity" : $"{norm}-norm")} is {ConditioningCheck.Shown(node["distance"])}.",
                () => Check(report, node, norm));
        }
    }

    private static StatementVerdict Check(ReportUnderCheck report, ReportNode node, string norm)
    {
        if (!report.IsSquare)
        {
            return new Rejected($"{node.Path}: the matrix is not square.");
        }

        var (x, y) = (node["vector"].Wholes(report.Matrix.Columns), node["dual"].Wholes(report.Matrix.Columns));
        var product = BigInteger.Abs(x.Zip(y, (a, b) => a * b).Aggregate(BigInteger.Zero, (sum, term) => sum + term));
        if (product.IsZero)
        {
            return new Rejected($"{node.Path}: the vectors are orthogonal.");
        }

        var image = report.Matrix.Times(x, report.Cancellation);
        Fraction scale = report.Matrix.Scale / product;
        var reached = norm switch
        {
            "1" => scale * (Sum(image) * Most(y)),
            "inf" => scale * (Most(image) * Sum(y)),
            _ => (scale * scale * (Squares(image) * Squares(y))).RootUp(),
        };
        var power = Fraction.PowerOfTwo(report.Evidence.Exponent);
        var inverse = report.Evidence.Inverse ?? throw node.Wrong("There is no inverse among the evidence.");
        var possible = norm == "2" ? ConditioningCheck.Least(report) : (norm == "1" ? inverse.ColumnNorm : inverse.RowNorm).Reciprocal().Times(new Interval(power, power));
        return StatedEnclosure.Read(node["distance"]).Holds(possible.And(new Interval(0, reached)));
    }

    private static BigInteger Sum(BigInteger[] vector) => vector.Aggregate(BigInteger.Zero, (sum, entry) => sum + BigInteger.Abs(entry));

    private static BigInteger Most(BigInteger[] vector) => vector.Max(BigInteger.Abs);

    private static BigInteger Squares(BigInteger[] vector) => vector.Aggregate(BigInteger.Zero, (sum, entry) => sum + (entry * entry));
}
