using Assay.Claims;

namespace Assay.Training;

/// <summary>A description of training, or a file that it needs, cannot be read or used.</summary>
/// <param name="problem">Why, where, and what to do.</param>
public sealed class TrainingException(Problem problem) : Exception(problem.ToString())
{
    /// <summary>Why, where, and what to do.</summary>
    public Problem Problem { get; } = problem;
}
