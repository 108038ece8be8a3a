namespace Assay.Matrices.Questions;

/// <summary>Looks for the smallest matrix of doubles that refutes a statement: first in its size, then in the size and the bits of its entries.</summary>
internal static class SmallestMatrix
{
    private const int MostShrinks = 2000;

    /// <summary>The smallest that was found; null where none was.</summary>
    /// <param name="refutes">Whether a matrix refutes the statement.</param>
    /// <param name="tried">Told how many matrices were tried.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static double[,]? Find(Func<double[,], bool> refutes, Action<int> tried, CancellationToken cancellation)
    {
        var count = 0;
        foreach (var size in HardFamilies.Sizes)
        {
            double[,]? best = null;
            foreach (var matrix in HardFamilies.Of(size))
            {
                cancellation.ThrowIfCancellationRequested();
                tried(++count);
                if ((best is null || Weight(matrix).CompareTo(Weight(best)) < 0) && refutes(matrix))
                {
                    best = matrix;
                }
            }

            if (best is not null)
            {
                return Shrink(best, refutes, cancellation);
            }
        }

        return null;
    }

    // Entry by entry to simpler numbers, as long as that refutes it too.
    private static double[,] Shrink(double[,] matrix, Func<double[,], bool> refutes, CancellationToken cancellation)
    {
        var (best, size, steps) = (matrix, matrix.GetLength(0), 0);
        for (var hasChanged = true; hasChanged && steps < MostShrinks;)
        {
            hasChanged = false;
            for (var i = 0; i < best.Length && steps < MostShrinks; i++)
            {
                foreach (var simpler in Simpler(best[i / size, i % size]))
                {
                    cancellation.ThrowIfCancellationRequested();
                    steps++;
                    var changed = (double[,])best.Clone();
                    changed[i / size, i % size] = simpler;
                    if (Weight(changed).CompareTo(Weight(best)) < 0 && refutes(changed))
                    {
                        (best, hasChanged) = (changed, true);
                        break;
                    }
                }
            }
        }

        return best;
    }

    private static IEnumerable<double> Simpler(double value)
    {
        if (value == 0)
        {
            yield break;
        }

        foreach (var candidate in new[] { 0, 1, -1, 2, 3, Math.Abs(value), Math.Round(value), Math.ScaleB(Math.Sign(value), Math.ILogB(value)), value - Math.Sign(value), value * 2, value / 2 })
        {
            if (candidate != value && double.IsFinite(candidate))
            {
                yield return candidate;
            }
        }
    }

    // The sum of the weights of all entries, then the greatest; of an entry its bits, and how far its exponent is from 0.
    private static (int Sum, int Greatest) Weight(double[,] matrix)
    {
        var (greatest, sum) = (0, 0);
        foreach (var entry in matrix)
        {
            var weight = Weight(entry);
            (greatest, sum) = (Math.Max(greatest, weight), sum + weight);
        }

        return (sum, greatest);
    }

    private static int Weight(double entry)
    {
        if (entry == 0)
        {
            return 0;
        }

        var (significand, exponent) = Exact.Dyadic.Split(Math.Abs(entry));
        var zeros = System.Numerics.BitOperations.TrailingZeroCount(significand);
        var bits = 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)significand >> zeros);
        return (2 * (bits + Math.Abs(exponent + zeros))) + (entry < 0 ? 1 : 0);
    }
}
