namespace Assay.Statistics;

/// <summary>Intervals for the probability of an event that was seen so many times, and exact tests.</summary>
public static class Proportion
{
    /// <summary>The interval that holds the probability with this confidence, whatever it is, where the number of trials was fixed before (Clopper and Pearson 1934).</summary>
    /// <param name="successes">How often it was seen.</param>
    /// <param name="trials">How often it was looked for.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static Interval ClopperPearson(int successes, int trials, double confidence)
    {
        Check(successes, trials, confidence);
        var tail = (1 - confidence) / 2;
        return new(
            successes == 0 ? 0 : SpecialFunctions.InverseRegularizedBeta(tail, successes, trials - successes + 1),
            successes == trials ? 1 : SpecialFunctions.InverseRegularizedBeta(1 - tail, successes + 1, trials - successes));
    }

    /// <summary>No more than the probability, with this confidence: the one-sided bound of <see cref="ClopperPearson"/>.</summary>
    public static double LowerBound(int successes, int trials, double confidence)
    {
        Check(successes, trials, confidence);
        return successes == 0 ? 0 : SpecialFunctions.InverseRegularizedBeta(1 - confidence, successes, trials - successes + 1);
    }

    /// <summary>How likely a count is to be as far from half of the trials as this one, where both sides are equally likely: the sign test, and McNemar's on discordant pairs.</summary>
    public static double SignTest(int successes, int trials)
    {
        Check(successes, trials, 0.5);
        var less = Math.Min(successes, trials - successes);
        return trials == 0 ? 1 : Math.Min(1, 2 * SpecialFunctions.RegularizedBeta(0.5, trials - less, less + 1));
    }

    private static void Check(int successes, int trials, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, successes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(confidence);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(confidence, 1);
    }
}
