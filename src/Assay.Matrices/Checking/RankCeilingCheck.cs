using System.Numerics;

namespace Assay.Matrices.Checking;

/// <summary>The rank from above: by its size, by lines that cover all entries, by vectors, by primes, or by a power of a prime.</summary>
internal static class RankCeilingCheck
{
    private const uint FirstPrime = int.MaxValue;
    private const int MostBelow = 1000;

    /// <summary>What the checker says of it.</summary>
    public static StatementVerdict Of(ReportUnderCheck report)
    {
        // Whatever is named has to hold, needed or not.
        List<StatementVerdict> verdicts = [];
        if (report.Root.Find("cover") is { } cover)
        {
            verdicts.Add(Covered(report, cover));
        }

        if (report.Root["kernel"].Items() is { Count: > 0 } kernel)
        {
            verdicts.Add(ByVectors(report, kernel));
        }

        if (report.Root["ceilingPrimes"] is var node && node.Ints(2, int.MaxValue) is { Length: > 0 } primes)
        {
            verdicts.Add(ByPrimes(report, primes));
        }

        if (report.Root.Find("ceilingPower") is { } power)
        {
            verdicts.Add(PowerCeiling.Of(report, power));
        }

        return verdicts.Find(verdict => verdict is Rejected)
            ?? (report.Rank == report.LeastSide ? new Verified()
            : verdicts.Find(verdict => verdict is Verified) ?? verdicts.FirstOrDefault() ?? new Rejected("The report holds nothing that proves it."));
    }

    private static StatementVerdict Covered(ReportUnderCheck report, ReportNode cover)
    {
        var (rows, columns) = (cover["rows"].Places(report.Matrix.Rows).ToHashSet(), cover["columns"].Places(report.Matrix.Columns).ToHashSet());
        if (rows.Count + columns.Count != report.Rank)
        {
            return new Rejected(FormattableString.Invariant($"cover: {rows.Count + columns.Count} lines are named, and the rank is {report.Rank}."));
        }

        for (var i = 0; i < report.Matrix.Values.Length; i++)
        {
            if (!rows.Contains(report.Matrix.RowOf[i]) && !columns.Contains(report.Matrix.ColumnOf[i]))
            {
                return new Rejected(FormattableString.Invariant($"cover: the entry of row {report.Matrix.RowOf[i]}, column {report.Matrix.ColumnOf[i]} lies in none of the lines."));
            }
        }

        return new Verified();
    }

    private static StatementVerdict ByVectors(ReportUnderCheck report, IReadOnlyList<ReportNode> kernel)
    {
        var size = report.Matrix.Columns;
        var vectors = kernel.Select(vector => vector.Wholes(size)).ToList();
        if (vectors.Count != size - report.Rank)
        {
            return new Rejected(FormattableString.Invariant($"kernel: {vectors.Count} vectors do not take {size} columns to rank {report.Rank}."));
        }

        foreach (var (i, vector) in vectors.Index())
        {
            report.Cancellation.ThrowIfCancellationRequested();
            if (Array.FindIndex(report.Matrix.Times(vector, report.Cancellation), entry => !entry.IsZero) is var row and >= 0)
            {
                return new Rejected(FormattableString.Invariant($"kernel[{i}]: row {row} does not take it to zero."));
            }
        }

        return AreIndependent(vectors, size, report.Cancellation) ? new Verified() : new Rejected("kernel: the vectors are not independent, modulo any of three primes.");
    }

    // Vectors that are independent modulo a prime are so; the converse fails for few primes.
    private static bool AreIndependent(List<BigInteger[]> vectors, int size, CancellationToken cancellation) =>
        new[] { FirstPrime, 2147483629u, 2147483587u }.Any(prime => DenseElimination.Of(
            [.. vectors.SelectMany(vector => vector).Select(entry => (uint)(((entry % prime) + prime) % prime))], vectors.Count, size, prime, cancellation).Rank == vectors.Count);

    private static StatementVerdict ByPrimes(ReportUnderCheck report, int[] primes)
    {
        if (primes.Distinct().Count() != primes.Length)
        {
            return new Rejected("ceilingPrimes: a prime is named twice.");
        }

        var modulo = new ModularRank(report.Matrix, report.Lines);
        var product = BigInteger.One;
        foreach (var prime in primes)
        {
            product *= prime;
            if (!PrimeNumbers.IsPrime((uint)prime))
            {
                return new Rejected(FormattableString.Invariant($"ceilingPrimes: {prime} is no prime."));
            }
        }

        if (product <= report.Lines.MinorBound(report.Rank + 1))
        {
            return new Rejected("ceilingPrimes: their product is not beyond the minors of one more row.");
        }

        if (report.Matrix.Values.Length * 10L > (long)report.Matrix.Rows * report.Matrix.Columns)
        {
            ModularRank.Limit(primes.Length, report.Matrix.Rows, report.Matrix.Columns);
        }
        else if (primes.Length * (double)report.Matrix.Values.Length > MostBelow * 1e6)
        {
            return new NotCovered("So many eliminations take too long.");
        }

        foreach (var prime in primes)
        {
            if (modulo.Of((uint)prime, report.Cancellation) > report.Rank)
            {
                return new Rejected(FormattableString.Invariant($"ceilingPrimes: modulo {prime} the rank is greater."));
            }
        }

        return new Verified();
    }
}
