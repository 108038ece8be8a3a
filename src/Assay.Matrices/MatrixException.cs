using Assay.Claims;

namespace Assay.Matrices;

/// <summary>A matrix cannot be read or used.</summary>
/// <param name="problem">Why, where, and what to do.</param>
public sealed class MatrixException(Problem problem) : Exception(problem.ToString())
{
    /// <summary>Why, where, and what to do.</summary>
    public Problem Problem { get; } = problem;
}
