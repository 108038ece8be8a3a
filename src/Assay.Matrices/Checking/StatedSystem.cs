using System.Numerics;

namespace Assay.Matrices.Checking;

/// <summary>A system A x = b with what is said to be its solution N / D.</summary>
/// <param name="Right">The right side b.</param>
/// <param name="Numerators">N.</param>
/// <param name="Denominator">D, above zero.</param>
internal sealed record StatedSystem(Fraction[] Right, BigInteger[] Numerators, BigInteger Denominator)
{
    /// <summary>Reads one for a matrix of so many rows and columns.</summary>
    /// <exception cref="MalformedReportException">It has another form.</exception>
    public static StatedSystem Read(ReportNode node, SubjectMatrix matrix) => new(
        [.. node["right"].Items(matrix.Rows).Select(item => item.Fraction())], node["numerators"].Wholes(matrix.Columns),
        node["denominator"].Whole() is { Sign: > 0 } denominator ? denominator : throw node["denominator"].Wrong("It is not above zero."));

    /// <summary>The first row in which A N is not D b; null where there is none.</summary>
    public int? WrongRow(SubjectMatrix matrix, CancellationToken cancellation)
    {
        var image = matrix.Times(Numerators, cancellation);
        var row = Array.FindIndex([.. image.Zip(Right)], pair => pair.First * matrix.Scale != Denominator * pair.Second);
        return row < 0 ? null : row;
    }

    /// <summary>
    /// What divides the determinant of a regular matrix of whole numbers for sure, from a solution x of a system with it: where the right
    /// side is whole, the determinant times x is whole (Cramer), so that every denominator of x divides it.
    /// </summary>
    /// <param name="lines">The matrix of whole numbers: this one with rows and columns divided.</param>
    /// <param name="scale">What the whole numbers of this one are multiplied by.</param>
    public BigInteger DivisorOfDeterminant(PrimitiveLines lines, Fraction scale)
    {
        // With A = scale R P C the system is P (C x) = b / (scale R): times a number that makes the right side whole.
        var whole = Right.Zip(lines.RowDivisors, (entry, divisor) => entry / (scale * divisor)).Aggregate(BigInteger.One, (multiple, entry) => Multiple(multiple, entry.Denominator));
        return Denominator / Numerators.Zip(lines.ColumnDivisors, (entry, divisor) => entry * divisor * whole).Aggregate(Denominator, BigInteger.GreatestCommonDivisor);
    }

    private static BigInteger Multiple(BigInteger a, BigInteger b) => a / BigInteger.GreatestCommonDivisor(a, b) * b;
}
