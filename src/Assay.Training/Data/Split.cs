namespace Assay.Training.Data;

/// <summary>Samples to learn from, and samples put aside to test on.</summary>
/// <param name="Training">What is learnt from.</param>
/// <param name="Test">What is tested on.</param>
public sealed record Split(Dataset Training, Dataset Test)
{
    /// <summary>The samples of <see cref="Training"/> whose labels were drawn at random.</summary>
    public IReadOnlyList<int> Redrawn { get; init; } = [];
}
