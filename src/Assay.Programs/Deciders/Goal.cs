using Assay.Programs.Evaluation;
using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders;

/// <summary>A scalar part of a variable of the claim.</summary>
/// <param name="Term">The variable.</param>
/// <param name="Name">Its name, such as <c>a</c> or <c>t.Item1</c>.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsBound">Whether it stands under <c>exists</c> behind a <c>for-all</c>.</param>
internal sealed record ScalarVariable(Term Term, string Name, ClrType Type, bool IsBound = false);

/// <summary>
/// What deciders work on: is there an input that makes <see cref="Target"/> true? For a universal claim the target is its
/// violation, for <c>exists</c> the claim itself.
/// </summary>
internal sealed class Goal
{
    public required TermFactory Terms { get; init; }

    /// <summary>The variables in the order of the claim, aggregates taken apart.</summary>
    public required IReadOnlyList<ScalarVariable> Variables { get; init; }

    /// <summary>What the assumptions say.</summary>
    public required Term Assumed { get; init; }

    /// <summary>The inputs that are sought. They meet the assumption. Inputs on which a loop was cut are among them.</summary>
    public required Term Target { get; init; }

    /// <summary>Values that nothing defines and that the target depends on.</summary>
    public IReadOnlyList<Term> Unknowns => field ??= [.. TermOrder.Variables(Target, Assumed).Where(term => term.Role == VariableRole.Unknown)];

    /// <summary>All that may vary: the variables, then the unknowns.</summary>
    public IReadOnlyList<Term> Inputs => field ??= [.. Variables.Select(variable => variable.Term), .. Unknowns];

    /// <summary>An input by variable, from values in the order of <see cref="Inputs"/>.</summary>
    public Dictionary<Term, Value> Assign(IReadOnlyList<Value> values) =>
        Inputs.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second);

    /// <summary>The same variables with another target.</summary>
    public Goal WithTarget(Term target) => new() { Terms = Terms, Variables = Variables, Assumed = Assumed, Target = target };

    /// <summary>How many bits all inputs have together.</summary>
    public int Bits => Inputs.Sum(input => input.Width);

    public bool HasFloats => Inputs.Any(input => input.Sort.Kind == SortKind.Float);
}
