namespace Assay.Training.Landscapes;

/// <summary>What single changes of one bit can reach on a landscape.</summary>
internal static class Ascent
{
    /// <summary>The strings that are fitter than each of their neighbours.</summary>
    public static int LocalOptima(double[] fitness, int bits)
    {
        var count = 0;
        for (var s = 0; s < fitness.Length; s++)
        {
            count += IsOptimum(fitness, bits, s) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Where steepest ascent ends from each string, and in how many steps; of equal neighbours the one with the lowest changed bit counts.</summary>
    public static (int[] Ends, int[] Steps) Steepest(double[] fitness, int bits)
    {
        var (ends, steps) = (new int[fitness.Length], new int[fitness.Length]);
        foreach (var s in Descending(fitness))
        {
            var best = s;
            for (var bit = 0; bit < bits; bit++)
            {
                var other = s ^ (1 << bit);
                best = fitness[other] > fitness[best] ? other : best;
            }

            (ends[s], steps[s]) = best == s ? (s, 0) : (ends[best], steps[best] + 1);
        }

        return (ends, steps);
    }

    /// <summary>How many rising paths lead from each string to one of them; a path changes one bit at a time, and every change makes it fitter.</summary>
    /// <remarks>Counts beyond 2^53 are rounded.</remarks>
    public static double[] RisingPaths(double[] fitness, int bits, int target)
    {
        var paths = new double[fitness.Length];
        paths[target] = 1;
        foreach (var s in Descending(fitness))
        {
            for (var bit = 0; bit < bits && s != target; bit++)
            {
                var other = s ^ (1 << bit);
                paths[s] += fitness[other] > fitness[s] ? paths[other] : 0;
            }
        }

        return paths;
    }

    /// <summary>The fittest string, the first of equal ones.</summary>
    public static int Fittest(double[] fitness)
    {
        var best = 0;
        for (var s = 1; s < fitness.Length; s++)
        {
            best = fitness[s] > fitness[best] ? s : best;
        }

        return best;
    }

    /// <summary>All strings, the fittest first.</summary>
    public static int[] Descending(double[] fitness)
    {
        var (keys, order) = (Array.ConvertAll(fitness, value => -value), Enumerable.Range(0, fitness.Length).ToArray());
        Array.Sort(keys, order);
        return order;
    }

    private static bool IsOptimum(double[] fitness, int bits, int s)
    {
        for (var bit = 0; bit < bits; bit++)
        {
            if (fitness[s ^ (1 << bit)] >= fitness[s])
            {
                return false;
            }
        }

        return true;
    }
}
