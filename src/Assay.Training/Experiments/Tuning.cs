namespace Assay.Training.Experiments;

/// <summary>Chooses what arms leave open: the same number of trials for each, on seeds and samples that the comparison does not use.</summary>
internal static class Tuning
{
    private static readonly int[] Usual = [1, 4, 16, 64];

    /// <summary>How many seeds each trial is tried on.</summary>
    public const int SeedsPerTrial = 5;

    /// <summary>The first of them; claims count theirs from 1.</summary>
    public const ulong FirstSeed = 1_000_001;

    /// <summary>After how many trials the best is looked at.</summary>
    public static IReadOnlyList<int> Levels(int trials) => [.. Usual.Where(level => level < trials), trials];

    /// <summary>The best of the first trials: that with the least mean loss, over its seeds, on samples that were held back; one that diverged on any seed is worse than all others.</summary>
    /// <param name="losses">For each trial, the losses of its seeds.</param>
    /// <param name="trials">How many trials count.</param>
    public static int Best(IReadOnlyList<double[]> losses, int trials)
    {
        var best = 0;
        for (var trial = 1; trial < trials; trial++)
        {
            best = losses[trial].Average() < losses[best].Average() ? trial : best;
        }

        return best;
    }
}
