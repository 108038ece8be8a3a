using Assay.Programs.Terms;

namespace Assay.Programs.Execution;

/// <summary>A way in which a program ends without a result.</summary>
/// <param name="Condition">On which inputs; the conditions of one execution exclude each other.</param>
/// <param name="Exception">The .NET exception type, such as <c>OverflowException</c>.</param>
/// <param name="Where">The place in the text, for messages.</param>
internal sealed record Fault(Term Condition, string Exception, string Where);

/// <summary>What a program does on every input, as terms.</summary>
/// <param name="Value">The result where the program ends normally; null when it returns nothing.</param>
/// <param name="Faults">Where it throws.</param>
/// <param name="Unfinished">On which inputs a loop was left before its end; false when the unrolling sufficed.</param>
internal sealed record ExecutionResult(Term? Value, IReadOnlyList<Fault> Faults, Term Unfinished)
{
    /// <summary>What the program leaves in each argument that is an array; null where nothing can be left in it.</summary>
    public IReadOnlyList<Term?> Left { get; init; } = [];

    /// <summary>On which inputs the program throws.</summary>
    public Term Throws(TermFactory terms) => terms.Any(Faults.Select(fault => fault.Condition));
}

/// <summary>Receives each step of a concrete execution.</summary>
/// <param name="function">The function that runs.</param>
/// <param name="place">The line or instruction.</param>
/// <param name="name">The register, flag or local that changes.</param>
/// <param name="value">Its new value.</param>
/// <param name="type">How to show it.</param>
internal delegate void TraceSink(string function, string place, string name, Term value, ClrType type);

/// <summary>What an execution may use, and who watches it.</summary>
internal sealed record ExecutionLimits
{
    /// <summary>How often one place may be passed while nothing shows that the loop ends.</summary>
    public int Unrollings { get; init; } = 1000;

    /// <summary>How many steps may be taken altogether, calls included.</summary>
    public StepCount Steps { get; init; } = new(2_000_000);

    /// <summary>How deep calls may nest.</summary>
    public int CallDepth { get; init; } = 200;

    /// <summary>Whether calls that nest deeper on every input are refused; else they count as not followed to their end.</summary>
    public bool RefusesEndlessCalls { get; init; } = true;

    /// <summary>
    /// Whether a sampled input meets a condition. A loop that no sample stays in is cut; that the cut was right is then
    /// part of what has to be proved. Null unrolls to the limit.
    /// </summary>
    public Func<Term, bool>? Reachable { get; init; }

    public CancellationToken Cancellation { get; init; }

    /// <summary>Receives each step when the execution is concrete; null otherwise.</summary>
    public TraceSink? Trace { get; init; }
}

/// <summary>Counts the steps of one execution down.</summary>
internal sealed class StepCount(int most)
{
    private int _left = most;

    public int Most { get; } = most;

    /// <summary>Takes one step; false when none is left.</summary>
    public bool Take() => --_left >= 0;
}

/// <summary>Thrown when a program uses something that is not supported, or cannot be executed at all.</summary>
/// <param name="what">What it is, as a sentence.</param>
/// <param name="where">The place in the text, when known.</param>
internal sealed class UnsupportedException(string what, Assay.Claims.Place? where = null) : Exception(what)
{
    public Assay.Claims.Place? Where { get; } = where;
}
