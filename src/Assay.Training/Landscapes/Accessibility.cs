namespace Assay.Training.Landscapes;

/// <summary>From which strings the fittest can be reached by changes of one bit none of which makes the string less fit.</summary>
internal static class Accessibility
{
    /// <summary>For each string, whether a path leads from it to one of the fittest; level steps are allowed.</summary>
    /// <param name="fitness">The fitness of every string.</param>
    /// <param name="bits">How many bits they have.</param>
    public static bool[] OfFittest(double[] fitness, int bits)
    {
        var greatest = fitness.Max();
        return Of(fitness, bits, Enumerable.Range(0, fitness.Length).Where(s => fitness[s] == greatest));
    }

    /// <summary>For each string, whether such a path leads from it to one of some others.</summary>
    public static bool[] Of(double[] fitness, int bits, IEnumerable<int> targets)
    {
        // Downwards from there: whoever has a neighbour that is no less fit and gets there gets there too.
        var (reaches, waiting) = (new bool[fitness.Length], new Stack<int>());
        foreach (var target in targets)
        {
            reaches[target] = true;
            waiting.Push(target);
        }

        while (waiting.TryPop(out var s))
        {
            for (var bit = 0; bit < bits; bit++)
            {
                var other = s ^ (1 << bit);
                if (!reaches[other] && fitness[other] <= fitness[s])
                {
                    reaches[other] = true;
                    waiting.Push(other);
                }
            }
        }

        return reaches;
    }
}
