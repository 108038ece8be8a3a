using System.Globalization;
using Assay.Statistics;
using Assay.Verdicts;

namespace Assay.Training.Questions;

/// <summary>A median against a number: on which side of it more than half of the seeds lie. Nothing is assumed about the values.</summary>
internal sealed class MedianMeasurement(Comparison comparison, double confidence) : Measurement(comparison)
{
    private const double Half = 0.5;

    // What is not a number lies on neither side: it counts against what is claimed here, and for it there.
    private readonly ProportionSequence _least = new(confidence);
    private readonly ProportionSequence _most = new(confidence);

    // Where the median is at least t, at least half of the seeds are; and the other way round.
    public override bool? Holds => _least.Interval.Low >= Half ? true : _most.Interval.High < Half ? false : null;

    public override Estimate Estimate => new(
        string.Create(CultureInfo.InvariantCulture, $"share of seeds with {Inner} {Comparison.Sign} {Comparison.Threshold:G6} (median {Median()})"),
        Values.Count == 0 ? double.NaN : _least.Successes / (double)_least.Trials,
        _least.Interval.Low,
        _most.Interval.High,
        confidence,
        Half,
        Values.Count);

    private string Inner => Comparison.Text[(Comparison.Text.IndexOf('(', StringComparison.Ordinal) + 1)..^1];

    public override string Method => "The seeds on each side of the threshold, with a confidence sequence for a probability (Robbins 1970), valid at every number of seeds.";

    public override Measurement Fresh() => new MedianMeasurement(Comparison, confidence);

    protected override void Count(double value)
    {
        var (left, right) = Comparison.IsAtLeast ? (value, Comparison.Threshold) : (Comparison.Threshold, value);
        var isThere = Comparison.IsStrict ? left > right : left >= right;
        _least.Add(isThere);
        _most.Add(isThere || double.IsNaN(value));
    }

    private string Median()
    {
        if (Values.Count == 0 || Values.Any(double.IsNaN))
        {
            return "unknown";
        }

        double[] ordered = [.. Values.Order()];
        var (low, high) = (ordered[(ordered.Length - 1) / 2], ordered[ordered.Length / 2]);
        return (low == high ? low : (low + high) / 2).ToString("G4", CultureInfo.InvariantCulture);
    }
}
