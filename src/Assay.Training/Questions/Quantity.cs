using Assay.Statistics;

namespace Assay.Training.Questions;

/// <summary>Something that is measured of every run.</summary>
/// <param name="Name">Its name in statements.</param>
/// <param name="Meaning">What it is.</param>
/// <param name="Range">Between which numbers it lies, whatever happens.</param>
public sealed record Quantity(string Name, string Meaning, Interval Range)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
