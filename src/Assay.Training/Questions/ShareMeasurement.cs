using Assay.Statistics;
using Assay.Verdicts;

namespace Assay.Training.Questions;

/// <summary>For how many seeds something is so: a confidence sequence, which may be looked at after every seed.</summary>
internal sealed class ShareMeasurement(Comparison comparison, double confidence) : Measurement(comparison)
{
    private readonly ProportionSequence _sequence = new(confidence);

    public override bool? Holds => Side(_sequence.Interval.Low, _sequence.Interval.High, Comparison.Threshold);

    public override Estimate Estimate => new(
        Comparison.Text, Values.Count == 0 ? double.NaN : _sequence.Successes / (double)_sequence.Trials, _sequence.Interval.Low, _sequence.Interval.High, confidence, Comparison.Threshold, Values.Count);

    public override string Method => "A confidence sequence for a probability (Robbins 1970), valid at every number of seeds.";

    public override Measurement Fresh() => new ShareMeasurement(Comparison, confidence);

    protected override void Count(double value) => _sequence.Add(value != 0);
}
