namespace Assay.Matrices.Checking;

/// <summary>Gaussian elimination modulo a prime below 2^31, entry by entry.</summary>
internal static class DenseElimination
{
    /// <summary>The rank, and the determinant where the matrix is square.</summary>
    /// <param name="entries">Residues, row after row; overwritten.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="prime">The prime.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static (int Rank, uint Determinant) Of(uint[] entries, int rows, int columns, uint prime, CancellationToken cancellation)
    {
        var (rank, determinant) = (0, 1ul);
        for (var column = 0; column < columns && rank < rows; column++)
        {
            cancellation.ThrowIfCancellationRequested();
            var pivot = rank;
            while (pivot < rows && entries[(pivot * columns) + column] == 0)
            {
                pivot++;
            }

            if (pivot == rows)
            {
                determinant = 0;
                continue;
            }

            var pivotRow = entries.AsSpan((rank * columns) + column, columns - column);
            if (pivot != rank)
            {
                Exchange(pivotRow, entries.AsSpan((pivot * columns) + column, columns - column));
                determinant = determinant == 0 ? 0 : prime - determinant;
            }

            determinant = determinant * pivotRow[0] % prime;
            var inverse = PrimeNumbers.Inverse(pivotRow[0], prime);
            for (var row = rank + 1; row < rows; row++)
            {
                var others = entries.AsSpan((row * columns) + column, columns - column);
                if (others[0] != 0)
                {
                    Add(others, pivotRow, (uint)((ulong)(prime - others[0]) * inverse % prime), prime);
                }
            }

            rank++;
        }

        return (rank, rank == rows && rank == columns ? (uint)determinant : 0);
    }

    private static void Exchange(Span<uint> first, Span<uint> second)
    {
        for (var i = 0; i < first.Length; i++)
        {
            (first[i], second[i]) = (second[i], first[i]);
        }
    }

    // The quotient by the prime is known but for one from a product with floor(factor 2^32 / prime) (Shoup).
    private static void Add(Span<uint> row, ReadOnlySpan<uint> other, uint factor, uint prime)
    {
        var scaled = (uint)(((ulong)factor << 32) / prime);
        row = row[..Math.Min(row.Length, other.Length)];
        for (var i = 0; i < row.Length; i++)
        {
            var entry = other[i];
            var product = (factor * entry) - ((uint)(((ulong)scaled * entry) >> 32) * prime);
            row[i] = Reduce(row[i] + Reduce(product, prime), prime);
        }
    }

    // Of a number below twice the prime. A branch would be guessed wrong half of the time.
    private static uint Reduce(uint value, uint prime)
    {
        var difference = (int)(value - prime);
        return (uint)(difference + ((int)prime & (difference >> 31)));
    }
}
