using Assay.Programs.Terms;

namespace Assay.Programs.Deciders;

/// <summary>
/// What a decider says about a <see cref="Goal"/>: <see cref="None"/>, <see cref="Found"/>, <see cref="Asserted"/>,
/// <see cref="NoAnswer"/> or its special case <see cref="Unconfirmed"/>.
/// </summary>
internal abstract record Decision;

/// <summary>No input reaches the target: a proof.</summary>
/// <param name="Reason">How that is known, as one sentence.</param>
internal sealed record None(string Reason) : Decision;

/// <summary>An input that reaches the target.</summary>
/// <param name="Input">A value for every input of the goal.</param>
/// <param name="IsSmallest">Whether every smaller input was excluded.</param>
internal sealed record Found(IReadOnlyDictionary<Term, Value> Input, bool IsSmallest) : Decision
{
    /// <summary>The external solver that gave it, with its version; null for Assay's own deciders.</summary>
    public string? Solver { get; init; }
}

/// <summary>Another program says that no input reaches the target, without a proof that could be checked.</summary>
/// <param name="Solver">Its name and version, such as <c>z3 4.8.12</c>.</param>
internal sealed record Asserted(string Solver) : Decision;

/// <summary>Not settled.</summary>
/// <param name="Said">Why not, or what was tried, as one sentence.</param>
/// <param name="Applies">False when the decider does not apply to such goals at all.</param>
internal record NoAnswer(string Said, bool Applies = true) : Decision;

/// <summary>Trying all inputs would take other machines longer than the budget leaves.</summary>
/// <param name="Said">How long.</param>
internal sealed record TooManyInputs(string Said) : NoAnswer(Said);

/// <summary>Another program says that some input reaches the target, but shows none that does.</summary>
/// <param name="Solver">Its name and version.</param>
/// <param name="Said">What is wrong, as one sentence.</param>
/// <param name="Input">What it gives instead; null when that is not a value for every input.</param>
internal sealed record Unconfirmed(string Solver, string Said, IReadOnlyDictionary<Term, Value>? Input) : NoAnswer(Said);

/// <summary>One method that can settle some goals.</summary>
internal interface IDecider
{
    /// <summary>The name under which reports show it.</summary>
    string Name { get; }

    /// <summary>Whether another decider of the same name goes on where it gives up.</summary>
    bool IsFirstTry => false;

    /// <summary>Whether it could try, without trying.</summary>
    /// <returns>Null when it applies, else why not.</returns>
    string? Refuses(Goal goal);

    Decision Decide(Goal goal, DecisionContext context);
}

/// <summary>What a decider may use.</summary>
/// <param name="Deadline">When it has to stop by itself.</param>
/// <param name="Report">Takes activity and fraction.</param>
/// <param name="Cancellation">Cancels at once.</param>
internal sealed record DecisionContext(DateTime Deadline, Action<string, double?> Report, CancellationToken Cancellation)
{
    public TimeSpan Left => Deadline - DateTime.UtcNow;

    public bool IsOver => DateTime.UtcNow >= Deadline;

    public DecisionContext Within(TimeSpan time) =>
        DateTime.UtcNow + time is var end && end < Deadline ? this with { Deadline = end } : this;
}
