namespace Assay.Training.Experiments;

/// <summary>What is wanted of a run beside its quantities.</summary>
/// <param name="Looks">How many points of its curve.</param>
/// <param name="IsTuning">Whether it is measured on a part of the training set that is held back, and the test set is not touched.</param>
internal sealed record RunOptions(int Looks = 0, bool IsTuning = false)
{
    /// <summary>The names of dear quantities that are measured as well.</summary>
    public IReadOnlyList<string> Wanted { get; init; } = [];
}
