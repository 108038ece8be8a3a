using Assay.Statistics;
using Assay.Training.Questions;
using Assay.Verdicts;

namespace Assay.LanguageModels.Rewrites.Claims;

/// <summary>
/// A comparison, counted over all problems of a set. As each is asked, nothing is estimated; its value lies between two numbers where replies
/// are undecided, as these may come out one way or the other.
/// </summary>
internal sealed class RewriteCount
{
    private readonly Comparison _comparison;
    private readonly Interval _value;
    private readonly int _count;

    /// <summary>Counts.</summary>
    /// <param name="comparison">What is claimed.</param>
    /// <param name="possible">For each problem, what its reply may come to.</param>
    public RewriteCount(Comparison comparison, IReadOnlyList<IReadOnlyList<RewriteOutcome>> possible)
    {
        (_comparison, _count) = (comparison, possible.Count);
        List<Interval> each = [.. possible.Select(One)];
        _value = new Interval(Aggregated(each.Select(one => one.Low)), Aggregated(each.Select(one => one.High)));
    }

    /// <summary>Whether it holds, or null where that depends on replies that are undecided.</summary>
    public bool? Holds => Meets(_value.Low) == Meets(_value.High) ? Meets(_value.Low) : null;

    /// <summary>The count, and what it is held against.</summary>
    public Estimate Estimate => new(_comparison.Text, (_value.Low + _value.High) / 2, _value.Low, _value.High, 1, _comparison.Threshold, _count);

    // What is no number may be any.
    private Interval One(IReadOnlyList<RewriteOutcome> possible)
    {
        List<double> values = [.. possible.Select(outcome => Evaluation.Of(_comparison.Expression, measured => RewriteOutcomes.Of(measured.Quantity.Name, outcome)))];
        return !values.Exists(double.IsNaN) ? new(values.Min(), values.Max())
            : _comparison.Aggregate == Aggregate.Share ? new(0, 1) : new(double.NegativeInfinity, double.PositiveInfinity);
    }

    private double Aggregated(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        return _comparison.Aggregate switch
        {
            Aggregate.Share => ordered.Count(value => value != 0) / (double)ordered.Length,
            Aggregate.Median => (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2,
            _ => ordered.Average(),
        };
    }

    private bool Meets(double value)
    {
        var (left, right) = _comparison.IsAtLeast ? (value, _comparison.Threshold) : (_comparison.Threshold, value);
        return _comparison.IsStrict ? left > right : left >= right;
    }
}
