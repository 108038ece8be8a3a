using Assay.Programs.Terms;

namespace Assay.Programs.Assumptions;

/// <summary>
/// What the search for an assumption found: <see cref="ExactAssumption"/>, <see cref="SufficientAssumption"/>,
/// <see cref="NoGoodInput"/> or <see cref="NoAssumption"/>.
/// </summary>
internal abstract record AssumptionResult;

/// <summary>The claim holds exactly where this does; both directions are proved.</summary>
/// <param name="Text">The condition.</param>
/// <param name="Condition">The same as a term.</param>
/// <param name="Provers">Who proved it.</param>
internal sealed record ExactAssumption(string Text, Term Condition, string Provers) : AssumptionResult;

/// <summary>The claim holds where this does, which is proved; it is not known to be the weakest.</summary>
/// <param name="Text">The condition.</param>
/// <param name="Provers">Who proved it.</param>
/// <param name="Outside">An input outside it on which the claim holds too, as text; null when none is known.</param>
internal sealed record SufficientAssumption(string Text, string Provers, string? Outside) : AssumptionResult;

/// <summary>The claim holds on no input, which is proved.</summary>
/// <param name="Prover">Who proved it.</param>
internal sealed record NoGoodInput(string Prover) : AssumptionResult;

/// <summary>Nothing was found.</summary>
/// <param name="Reason">Why, as a sentence.</param>
internal sealed record NoAssumption(string Reason) : AssumptionResult
{
    /// <summary>The time that was spent, where more of it might have found one; else null.</summary>
    public TimeSpan? After { get; init; }
}
