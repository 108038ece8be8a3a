namespace Assay.Matrices.Checking;

/// <summary>Ranks of a matrix and its minors modulo primes, dense or sparse.</summary>
/// <param name="matrix">Where the entries are.</param>
/// <param name="lines">The entries, once lines are divided by their common factors.</param>
internal sealed class ModularRank(SubjectMatrix matrix, PrimitiveLines lines)
{
    private const double MostSteps = 4e10;
    private const int MostDense = 1 << 22;
    private const double SparseBelow = 0.1;

    /// <summary>The rank.</summary>
    /// <exception cref="BeyondLimitException">It takes too long.</exception>
    public int Of(uint prime, CancellationToken cancellation) => Of(
        [.. Enumerable.Range(0, matrix.Rows)], [.. Enumerable.Range(0, matrix.Columns)], prime, cancellation);

    /// <summary>The rank of some rows and columns.</summary>
    /// <exception cref="BeyondLimitException">It takes too long.</exception>
    public int Of(int[] rows, int[] columns, uint prime, CancellationToken cancellation)
    {
        var (rowPlaces, columnPlaces) = (Places(rows, matrix.Rows), Places(columns, matrix.Columns));
        var residues = lines.Residues(prime);
        int[] kept = [.. Enumerable.Range(0, residues.Length).Where(i => rowPlaces[matrix.RowOf[i]] >= 0 && columnPlaces[matrix.ColumnOf[i]] >= 0)];
        var size = (double)rows.Length * columns.Length;
        if (size > MostDense || kept.Length < SparseBelow * size)
        {
            return SparseElimination.Rank(
                rows.Length, columns.Length, Array.ConvertAll(kept, i => rowPlaces[matrix.RowOf[i]]), Array.ConvertAll(kept, i => columnPlaces[matrix.ColumnOf[i]]),
                Array.ConvertAll(kept, i => residues[i]), prime, cancellation);
        }

        var entries = new uint[rows.Length * columns.Length];
        foreach (var i in kept)
        {
            entries[(rowPlaces[matrix.RowOf[i]] * columns.Length) + columnPlaces[matrix.ColumnOf[i]]] = residues[i];
        }

        return DenseElimination.Of(entries, rows.Length, columns.Length, prime, cancellation).Rank;
    }

    /// <summary>Refuses so many eliminations of a dense matrix.</summary>
    /// <exception cref="BeyondLimitException">They take more than about a minute.</exception>
    public static void Limit(int count, double rows, double columns)
    {
        if (count * rows * columns * Math.Min(rows, columns) / 3 > MostSteps)
        {
            throw new BeyondLimitException(FormattableString.Invariant($"{count:N0} eliminations of {rows} by {columns} entries take too long."));
        }
    }

    private static int[] Places(int[] lines, int count)
    {
        var places = new int[count];
        Array.Fill(places, -1);
        foreach (var (i, line) in lines.Index())
        {
            places[line] = i;
        }

        return places;
    }
}
