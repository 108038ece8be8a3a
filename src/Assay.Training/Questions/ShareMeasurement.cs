using Assay.Statistics;
using Assay.Verdicts;

namespace Assay.Training.Questions;

/// <summary>For how many seeds something is so: a confidence sequence, which may be looked at after every seed.</summary>
internal sealed class ShareMeasurement(Comparison comparison, double confidence) : Measurement(comparison)
{
    // Where it is neither so nor not so, as a quantity is no number, it counts as a no here, and as a yes there.
    private readonly ProportionSequence _least = new(confidence);
    private readonly ProportionSequence _most = new(confidence);

    public override bool? Holds => Side(_least.Interval.Low, _most.Interval.High, Comparison.Threshold);

    public override Estimate Estimate => new(
        Comparison.Text, Values.Count == 0 ? double.NaN : _least.Successes / (double)_least.Trials, _least.Interval.Low, _most.Interval.High, confidence, Comparison.Threshold, Values.Count);

    public override string Method => "A confidence sequence for a probability (Robbins 1970), valid at every number of seeds.";

    public override Measurement Fresh() => new ShareMeasurement(Comparison, confidence);

    protected override void Count(double value)
    {
        _least.Add(value != 0 && !double.IsNaN(value));
        _most.Add(value != 0);
    }
}
