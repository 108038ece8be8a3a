using Assay.Statistics;
using Assay.Verdicts;

namespace Assay.Training.Questions;

/// <summary>The mean of something that cannot leave an interval: a confidence sequence by betting, which may be looked at after every seed.</summary>
internal sealed class BoundedMeanMeasurement(Comparison comparison, Interval range, double confidence) : Measurement(comparison)
{
    private readonly BettingSequence _sequence = new(range.Low, range.High, confidence);

    // The mean of something that is not a number is none, and stays so.
    private bool _isUnknown;

    public override bool? Holds => _isUnknown ? null : Side(_sequence.Interval.Low, _sequence.Interval.High, Comparison.Threshold);

    public override Estimate Estimate => new(
        Comparison.Text, Values.Count == 0 ? double.NaN : Values.Average(), _sequence.Interval.Low, _sequence.Interval.High, confidence, Comparison.Threshold, Values.Count);

    public override string Method => "A confidence sequence by betting (Waudby-Smith and Ramdas 2024), valid at every number of seeds.";

    public override Measurement Fresh() => new BoundedMeanMeasurement(Comparison, range, confidence);

    protected override void Count(double value)
    {
        _isUnknown |= double.IsNaN(value);
        if (!_isUnknown)
        {
            _sequence.Add(Math.Clamp(value, range.Low, range.High));
        }
    }
}
