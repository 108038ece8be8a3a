using System.Globalization;
using System.Numerics;

namespace Assay.Matrices.Checking;

/// <summary>The rank from below by a minor, and from above by whatever the report has; and whether the matrix is singular.</summary>
internal static class RankCheck
{
    private const int MostPrime = 1 << 24;

    /// <summary>The statements about the rank; the report remembers what came of them.</summary>
    public static IEnumerable<CheckedStatement> Of(ReportUnderCheck report)
    {
        var below = CheckedStatement.Of(string.Create(CultureInfo.InvariantCulture, $"The rank is at least {report.Rank}."), () => FromBelow(report));
        report.RankFromBelow = below.Verdict;
        yield return below;
        var above = CheckedStatement.Of(string.Create(CultureInfo.InvariantCulture, $"The rank is at most {report.Rank}."), () => RankCeilingCheck.Of(report));
        report.RankFromAbove = above.Verdict;
        yield return above;
        var (isSingular, isRegular) = (report.Root["isSingular"].Flag(), report.Root["isRegular"].Flag());
        yield return CheckedStatement.Of(
            isRegular ? "The matrix is regular." : isSingular ? "The matrix is singular." : "The matrix is not square.",
            () => isRegular && isSingular ? new Rejected("It is said to be singular and regular at once.")
                : isRegular && report.IsSquare ? report.DoubtOfFullRank ?? new Verified()
                : isSingular && report.IsSquare ? report.DoubtOfDeficiency ?? new Verified()
                : !isRegular && !isSingular && !report.IsSquare ? new Verified()
                : new Rejected("isSingular and isRegular do not fit the sizes."));
    }

    private static StatementVerdict FromBelow(ReportUnderCheck report)
    {
        var minor = report.Root["minor"];
        var prime = (uint)minor["prime"].Int(2, MostPrime);
        var (rows, columns) = (minor["rows"].Places(report.Matrix.Rows), minor["columns"].Places(report.Matrix.Columns));
        if (!PrimeNumbers.IsPrime(prime))
        {
            return new Rejected(FormattableString.Invariant($"minor.prime: {prime} is no prime."));
        }

        if (rows.Length != report.Rank || columns.Length != report.Rank)
        {
            return new Rejected(FormattableString.Invariant($"minor: {rows.Length} rows and {columns.Length} columns are named, and the rank is {report.Rank}."));
        }

        return new ModularRank(report.Matrix, report.Lines).Of(rows, columns, prime, report.Cancellation) == report.Rank ? new Verified()
            : new Rejected(FormattableString.Invariant($"minor: it is zero modulo {prime}."));
    }
}
