namespace Assay.Programs.Synthesis.Layers;

/// <summary>How many states a search will still follow, guessed from the layers so far.</summary>
/// <remarks>
/// The bounds cut more of each layer than of the one before, so that the logarithm of growth falls, by about the same step each time.
/// As long as it does not fall, nobody knows when it will.
/// </remarks>
/// <param name="States">The number of states.</param>
/// <param name="IsWhole">Whether these are all; otherwise only those of the layer at hand.</param>
internal readonly record struct RemainingWork(double States, bool IsWhole)
{
    private const double LeastFall = 0.1;

    /// <summary>Guesses.</summary>
    /// <param name="before">The states in the last layer but one that is complete; 0 where there is none.</param>
    /// <param name="last">The states in the last complete layer.</param>
    /// <param name="share">The part of these that has been followed.</param>
    /// <param name="found">The states that this part led to.</param>
    /// <param name="layers">How many layers are still followed after the one that is being formed.</param>
    public static RemainingWork Of(long before, long last, double share, long found, int layers)
    {
        var rest = last * (1 - share);
        if (layers == 0)
        {
            return new RemainingWork(rest, true);
        }

        if (before == 0 || found == 0 || share == 0)
        {
            return new RemainingWork(rest, false);
        }

        // What is new becomes rarer within a layer; that the next one is taken for proportional errs on the long side.
        var next = found / share;
        var growth = Math.Log(next / last);
        var fall = Math.Log((double)last / before) - growth;
        if (fall < LeastFall)
        {
            return new RemainingWork(rest, false);
        }

        for (; layers > 0 && next >= 1; layers--)
        {
            rest += next;
            growth -= fall;
            next *= Math.Exp(growth);
        }

        return new RemainingWork(rest, true);
    }
}
