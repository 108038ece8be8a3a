using Assay.Verdicts;

namespace Assay.Training.Questions;

/// <summary>One comparison, seed after seed.</summary>
/// <param name="comparison">What is claimed.</param>
internal abstract class Measurement(Comparison comparison)
{
    private readonly List<double> _values = [];

    /// <summary>What is claimed.</summary>
    public Comparison Comparison => comparison;

    /// <summary>The value of each seed so far.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>Whether it holds, or null as long as that is open.</summary>
    public abstract bool? Holds { get; }

    /// <summary>What was measured, and what it is held against.</summary>
    public abstract Estimate Estimate { get; }

    /// <summary>How it is decided, as one sentence.</summary>
    public abstract string Method { get; }

    /// <summary>Another one of the same kind that has seen nothing yet.</summary>
    public abstract Measurement Fresh();

    /// <summary>Takes the value of one more seed.</summary>
    public void Add(double value)
    {
        _values.Add(value);
        Count(value);
    }

    /// <summary>What one more value changes.</summary>
    protected abstract void Count(double value);

    /// <summary>Whether an interval is on the claimed side of the threshold, or on the other, or neither.</summary>
    protected bool? Side(double low, double high, double threshold) => comparison.IsAtLeast
        ? Side(low - threshold, high - threshold)
        : Side(threshold - high, threshold - low);

    // Of a quantity that should be above 0: a claim that says so strictly fails where it is 0.
    private bool? Side(double low, double high) => comparison.IsStrict
        ? low > 0 ? true : high <= 0 ? false : null
        : low >= 0 ? true : high < 0 ? false : null;
}
