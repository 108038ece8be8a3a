using System.Globalization;
using Assay.Statistics;
using Assay.Verdicts;

namespace Assay.Training.Questions;

/// <summary>A median against a number: on which side of it more than half of the seeds lie. Nothing is assumed about the values.</summary>
internal sealed class MedianMeasurement(Comparison comparison, double confidence) : Measurement(comparison)
{
    private const double Half = 0.5;

    private readonly ProportionSequence _sequence = new(confidence);

    // Where the median is at least t, at least half of the seeds are; and the other way round.
    public override bool? Holds => _sequence.Interval.Low >= Half ? true : _sequence.Interval.High < Half ? false : null;

    public override Estimate Estimate => new(
        string.Create(CultureInfo.InvariantCulture, $"share of seeds with {Inner} {(Comparison.IsAtLeast ? ">=" : "<=")} {Comparison.Threshold:G6} (median {Median():G4})"),
        Values.Count == 0 ? double.NaN : _sequence.Successes / (double)_sequence.Trials,
        _sequence.Interval.Low,
        _sequence.Interval.High,
        confidence,
        Half,
        Values.Count);

    private string Inner => Comparison.Text[(Comparison.Text.IndexOf('(', StringComparison.Ordinal) + 1)..^1];

    public override string Method => "The seeds on each side of the threshold, with a confidence sequence for a probability (Robbins 1970), valid at every number of seeds.";

    public override Measurement Fresh() => new MedianMeasurement(Comparison, confidence);

    protected override void Count(double value) => _sequence.Add(Comparison.IsAtLeast ? value >= Comparison.Threshold : value <= Comparison.Threshold);

    private double Median()
    {
        double[] ordered = [.. Values.Order()];
        return ordered.Length == 0 ? double.NaN : (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }
}
