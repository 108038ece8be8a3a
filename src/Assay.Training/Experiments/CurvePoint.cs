namespace Assay.Training.Experiments;

/// <summary>One look at a member on its way.</summary>
/// <param name="Share">What share of the budget was used up.</param>
/// <param name="Step">After how many steps.</param>
/// <param name="Loss">The training loss; of a function its value.</param>
/// <param name="TestAccuracy">The accuracy on the test set; not a number where there is none.</param>
internal readonly record struct CurvePoint(double Share, long Step, double Loss, double TestAccuracy)
{
    private const double Slack = 1e-9;

    /// <summary>A value at a share of the budget: between two looks on the straight line, after the last one as it was there; not a number where nobody looked.</summary>
    /// <param name="curve">Looks, with ascending shares.</param>
    /// <param name="share">The share.</param>
    /// <param name="value">The value.</param>
    /// <remarks>On the way to a look that found a run diverged it is that of the look before, since no line leads there.</remarks>
    public static double At(IReadOnlyList<CurvePoint> curve, double share, Func<CurvePoint, double> value)
    {
        var next = 0;
        while (next < curve.Count && curve[next].Share < share - Slack)
        {
            next++;
        }

        if (curve.Count == 0)
        {
            return double.NaN;
        }

        if (next == curve.Count || next == 0 || curve[next].Share <= share + Slack)
        {
            return value(curve[Math.Min(next, curve.Count - 1)]);
        }

        var (before, after) = (curve[next - 1], curve[next]);
        var (low, high) = (value(before), value(after));
        return double.IsInfinity(after.Loss) || !double.IsFinite(high) ? low : low + ((high - low) * ((share - before.Share) / (after.Share - before.Share)));
    }
}
