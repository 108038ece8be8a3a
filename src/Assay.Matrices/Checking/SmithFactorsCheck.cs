using System.Numerics;

namespace Assay.Matrices.Checking;

/// <summary>
/// The invariant factors of a matrix, without transforms. Of a regular one the determinant is their product, and solutions N / D of systems
/// show what divides the last of them, so that those before it divide the rest; of any other, all of them divide the determinants of
/// products P A Q (Cauchy and Binet). Elimination modulo such a multiple then tells them.
/// </summary>
internal static class SmithFactorsCheck
{
    /// <summary>What the checker says of them; they are known to divide each other, and to be as many as the rank that is stated.</summary>
    public static StatementVerdict Of(ReportUnderCheck report, ReportNode node, ExactMatrix matrix, BigInteger[] factors)
    {
        if (factors.Length == 0)
        {
            return Array.TrueForAll(matrix.Entries, entry => entry.IsZero) ? new Verified() : new Rejected("smithForm.factors: the matrix is not zero, so that there are some.");
        }

        return factors.Length < Math.Max(matrix.Rows, matrix.Columns) ? OfMinors(report, node, matrix, factors) : OfDeterminant(report, node, matrix, factors);
    }

    private static StatementVerdict OfDeterminant(ReportUnderCheck report, ReportNode node, ExactMatrix matrix, BigInteger[] factors)
    {
        var determinant = BigInteger.Abs(report.Determinant.Value.Numerator);
        if (determinant.IsZero || factors.Aggregate(BigInteger.One, (product, factor) => product * factor) != determinant)
        {
            return new Rejected("smithForm.factors: their product is not the determinant.");
        }

        var last = node["systems"].Items().Aggregate(BigInteger.One, (multiple, system) => Multiple(multiple, Denominator(report, system)));
        return Compare(matrix, factors[..^1], determinant / last, report.Cancellation);
    }

    // The last invariant factor times the inverse is whole. So where a right side is whole, every denominator of the solution divides it.
    private static BigInteger Denominator(ReportUnderCheck report, ReportNode node)
    {
        var system = StatedSystem.Read(node, report.Matrix);
        return system.WrongRow(report.Matrix, report.Cancellation) is null && Array.TrueForAll(system.Right, entry => entry.Denominator.IsOne)
            && system.Numerators.Aggregate(system.Denominator, BigInteger.GreatestCommonDivisor).IsOne ? system.Denominator
            : throw node.Wrong("This is no solution in lowest terms of a system with a whole right side.");
    }

    private static StatementVerdict OfMinors(ReportUnderCheck report, ReportNode node, ExactMatrix matrix, BigInteger[] factors)
    {
        if (factors.Length < report.LeastSide && report.DoubtOfDeficiency is { } doubt)
        {
            return doubt;
        }

        var modulus = node["minors"].Items().Aggregate(BigInteger.Zero, (divisor, minor) => BigInteger.GreatestCommonDivisor(divisor, Determinant(report, minor, matrix, factors.Length)));
        return modulus.IsZero ? new Rejected("smithForm.minors: none of them is above zero, so that they do not show the rank.") : Compare(matrix, factors, modulus, report.Cancellation);
    }

    private static BigInteger Determinant(ReportUnderCheck report, ReportNode minor, ExactMatrix matrix, int rank)
    {
        var (left, right) = (SubjectMatrix.Read(minor["left"]), SubjectMatrix.Read(minor["right"]));
        if ((left.Rows, left.Columns, right.Rows, right.Columns) != (rank, matrix.Rows, matrix.Columns, rank) || !left.Scale.Denominator.IsOne || !right.Scale.Denominator.IsOne)
        {
            throw minor.Wrong("These are to be matrices of whole numbers that leave as many rows and columns as the rank.");
        }

        var product = SubjectMatrix.Of(left.Dense.Times(matrix, report.Cancellation).Times(right.Dense, report.Cancellation));
        return BigInteger.Abs(new ExactDeterminantOfSubject(product, new PrimitiveLines(product), 1, report.Cancellation).Value.Numerator);
    }

    private static StatementVerdict Compare(ExactMatrix matrix, BigInteger[] factors, BigInteger modulus, CancellationToken cancellation)
    {
        var found = new FactorsModulo(matrix, modulus, cancellation).First(factors.Length);
        var wrong = found.Zip(factors).Index().FirstOrDefault(pair => pair.Item.First != pair.Item.Second, (-1, default));
        return wrong.Index < 0 ? new Verified() : new Rejected(FormattableString.Invariant($"smithForm.factors[{wrong.Index}]: it is another number."));
    }

    private static BigInteger Multiple(BigInteger a, BigInteger b) => a / BigInteger.GreatestCommonDivisor(a, b) * b;
}
