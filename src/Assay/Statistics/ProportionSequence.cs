namespace Assay.Statistics;

/// <summary>
/// A confidence sequence for a probability: its interval holds at all numbers of trials at once, so that a run may be looked at after
/// every trial and stopped at any of them (Robbins 1970; the mixture of all alternatives by a uniform prior).
/// </summary>
/// <param name="confidence">Between 0 and 1.</param>
public sealed class ProportionSequence(double confidence)
{
    private const int Steps = 200;

    /// <summary>How many trials there were.</summary>
    public int Trials { get; private set; }

    /// <summary>How many of them were successes.</summary>
    public int Successes { get; private set; }

    /// <summary>The interval now: within those of all trials before.</summary>
    public Interval Interval { get; private set; } = new(0, 1);

    /// <summary>Counts one more trial.</summary>
    public void Add(bool isSuccess)
    {
        (Trials, Successes) = (Trials + 1, Successes + (isSuccess ? 1 : 0));
        Interval = Interval.And(Now(Successes, Trials, confidence));
    }

    /// <summary>The logarithm of the evidence against a probability: a bet on all others has grown to so much.</summary>
    public static double LogEvidence(int successes, int trials, double probability)
    {
        var failures = trials - successes;
        if ((probability <= 0 && successes > 0) || (probability >= 1 && failures > 0))
        {
            return double.PositiveInfinity;
        }

        return SpecialFunctions.LogBeta(successes + 1, failures + 1)
            - (successes == 0 ? 0 : successes * Math.Log(probability)) - (failures == 0 ? 0 : failures * Math.Log(1 - probability));
    }

    /// <summary>The probabilities against which the evidence after so many trials is too little.</summary>
    public static Interval Now(int successes, int trials, double confidence)
    {
        var (limit, center) = (-Math.Log(1 - confidence), trials == 0 ? 0.5 : successes / (double)trials);
        return new(End(0, center), End(1, center));

        // Between an excluded end and the estimate, which is never excluded.
        double End(double outside, double inside)
        {
            if (LogEvidence(successes, trials, outside) < limit)
            {
                return outside;
            }

            for (var step = 0; step < Steps; step++)
            {
                var middle = (outside + inside) / 2;
                if (middle == outside || middle == inside)
                {
                    break;
                }

                (outside, inside) = LogEvidence(successes, trials, middle) < limit ? (outside, middle) : (middle, inside);
            }

            return outside;
        }
    }
}
