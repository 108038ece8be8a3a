using Assay.Programs.Terms;

namespace Assay.Programs.Assumptions;

/// <summary>How the assumption that an author expects compares with the claim.</summary>
/// <param name="IsWeakest">Whether the claim holds exactly where it does; null when that is not settled.</param>
/// <param name="Condition">What is expected, as a term.</param>
/// <param name="Decider">Who says so.</param>
/// <param name="Difference">What speaks against it, as in <c>on a = 1 the claim holds</c>.</param>
internal sealed record ExpectedAssumption(bool? IsWeakest, Term Condition, string Decider, string? Difference);
