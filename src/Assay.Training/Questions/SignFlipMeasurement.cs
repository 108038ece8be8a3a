using Assay.Statistics;
using Assay.Verdicts;

namespace Assay.Training.Questions;

/// <summary>The mean of something without bounds: a sign-flip test on a number of seeds that was declared before the run.</summary>
/// <remarks>It is looked at once, when all seeds are there. It supposes that values lie symmetrically about their mean.</remarks>
/// <param name="comparison">What is claimed.</param>
/// <param name="declared">How many seeds.</param>
/// <param name="confidence">Between 0 and 1.</param>
internal sealed class SignFlipMeasurement(Comparison comparison, int declared, double confidence) : Measurement(comparison)
{
    private const ulong Seed = 1;

    // Seeds come one after another, and most of the time nobody asks.
    private Interval? _interval;
    private (bool? Holds, bool IsKnown) _answer;

    public override bool? Holds => Values.Count == declared ? (_answer = _answer.IsKnown ? _answer : (Test(), true)).Holds : null;

    public override Estimate Estimate => new(
        Comparison.Text, Values.Count == 0 ? double.NaN : Values.Average(), Interval.Low, Interval.High, confidence, Comparison.Threshold, Values.Count)
    {
        Remark = Method,
    };

    /// <summary>How many seeds.</summary>
    public int Declared => declared;

    public override string Method => $"A sign-flip test (Fisher 1935) on {declared} seeds, a number declared before the run, which supposes that values lie symmetrically about their mean; the interval shown is a bootstrap (Efron 1987) and decides nothing.";

    private bool IsFinite => Values.Count > 0 && Values.All(double.IsFinite);

    private Interval Interval => _interval ??= IsFinite ? Bootstrap.Mean(Values, confidence, Seed) : new(double.NegativeInfinity, double.PositiveInfinity);

    public override Measurement Fresh() => new SignFlipMeasurement(Comparison, declared, confidence);

    protected override void Count(double value) => (_interval, _answer) = (null, default);

    private bool? Test()
    {
        if (!IsFinite)
        {
            return null;
        }

        // Both sides are tested, each with half of the error that is allowed.
        var allowed = (1 - confidence) / 2;
        double[] negative = [.. Values.Select(value => -value)];
        var isGreater = SignFlip.Greater(Values, Comparison.Threshold, Seed) <= allowed;
        var isLess = SignFlip.Greater(negative, -Comparison.Threshold, Seed) <= allowed;
        return isGreater == isLess ? null : isGreater == Comparison.IsAtLeast;
    }
}
