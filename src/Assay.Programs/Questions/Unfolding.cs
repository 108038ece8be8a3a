using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Questions;

/// <summary>A claim as terms over its variables.</summary>
/// <param name="Assumed">Where every assumption holds.</param>
/// <param name="AssumptionThrows">Where an assumption throws.</param>
/// <param name="Holds">Where the statement is true; false where it throws or was not followed to its end.</param>
/// <param name="Unfinished">Where a loop was cut.</param>
/// <param name="Faults">Where the statement throws.</param>
/// <param name="AssumptionFaults">Where and how assumptions throw.</param>
internal sealed record Unfolding(
    Term Assumed, Term AssumptionThrows, Term Holds, Term Unfinished, IReadOnlyList<Fault> Faults, IReadOnlyList<Fault> AssumptionFaults)
{
    /// <summary>Whether nothing was cut.</summary>
    public bool IsComplete => Unfinished.IsFalse;
}
