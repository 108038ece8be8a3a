using System.Numerics;

namespace Assay.Matrices.Checking;

/// <summary>
/// A power of a prime that divides every minor of one more row, and is beyond all of them. The minor that proves the rank from below
/// has pivots that are no multiples of the prime; what elimination modulo the power leaves beside it has to be zero.
/// </summary>
internal static class PowerCeiling
{
    private const double MostWork = 4e9;
    private const int MostExponent = 10_000_000;

    /// <summary>What the checker says of it.</summary>
    public static StatementVerdict Of(ReportUnderCheck report, ReportNode node)
    {
        var (prime, exponent) = (node["prime"].Int(2, 1 << 24), node["exponent"].Int(1, MostExponent));
        if (!PrimeNumbers.IsPrime((uint)prime))
        {
            return new Rejected(FormattableString.Invariant($"ceilingPower.prime: {prime} is no prime."));
        }

        var bits = exponent * BitOperations.Log2((uint)prime) + exponent;
        var (rows, columns, rank) = (report.Matrix.Rows, report.Matrix.Columns, report.Rank);
        if ((double)rank * rows * columns * (bits + 64) > MostWork)
        {
            return new NotCovered(FormattableString.Invariant($"Elimination of {rows} by {columns} numbers modulo {prime}^{exponent} takes too long."));
        }

        var power = BigInteger.Pow(prime, exponent);
        return power <= report.Lines.MinorBound(rank + 1) ? new Rejected(FormattableString.Invariant($"ceilingPower: {prime}^{exponent} is not beyond the minors of one more row."))
            : LeavesZero(report, prime, power) ? new Verified()
            : new Rejected(FormattableString.Invariant($"ceilingPower: {prime}^{exponent} does not divide all minors of one more row."));
    }

    // Pivots that are no multiples of the prime, as long as there are any: there must be as many as the rank, and zeros left.
    private static bool LeavesZero(ReportUnderCheck report, int prime, BigInteger power)
    {
        var rows = new BigInteger[report.Matrix.Rows][];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = new BigInteger[report.Matrix.Columns];
        }

        for (var i = 0; i < report.Lines.Values.Length; i++)
        {
            rows[report.Matrix.RowOf[i]][report.Matrix.ColumnOf[i]] = report.Lines.Values[i] % power;
        }

        var rank = 0;
        for (var column = 0; column < report.Matrix.Columns; column++)
        {
            var pivot = Array.FindIndex(rows, rank, row => !(row[column] % prime).IsZero);
            if (pivot < 0)
            {
                continue;
            }

            (rows[rank], rows[pivot]) = (rows[pivot], rows[rank]);
            var inverse = Inverse(rows[rank][column], power, prime);
            for (var row = rank + 1; row < rows.Length; row++)
            {
                report.Cancellation.ThrowIfCancellationRequested();
                Eliminate(rows[row], rows[rank], rows[row][column] * inverse % power, power);
            }

            rank++;
        }

        return rank <= report.Rank && rows.Skip(rank).All(row => row.All(entry => entry.IsZero));
    }

    private static void Eliminate(BigInteger[] row, BigInteger[] pivot, BigInteger factor, BigInteger power)
    {
        if (factor.IsZero)
        {
            return;
        }

        for (var i = 0; i < row.Length; i++)
        {
            row[i] = pivot[i].IsZero ? row[i] : (row[i] - (factor * pivot[i])) % power;
        }
    }

    // Newton's iteration doubles the digits that are right.
    private static BigInteger Inverse(BigInteger value, BigInteger power, int prime)
    {
        var inverse = BigInteger.ModPow((value % prime + prime) % prime, prime - 2, prime);
        while (!((value * inverse) - 1 is var error && (error % power).IsZero))
        {
            inverse = inverse * (2 - (value * inverse)) % power;
        }

        return inverse;
    }
}
