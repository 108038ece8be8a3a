using Assay.Programs.Execution;
using Assay.Programs.Frontends.Cil;
using Assay.Programs.Terms;
using Assay.Verdicts;
using Mono.Cecil;

namespace Assay.Programs.Questions;

/// <summary>What a claim is about, understood: its variables, and methods that say what has to hold for them.</summary>
internal abstract class Subject
{
    public required CilAssembly Assembly { get; init; }

    /// <summary>The variables in the order of the claim, those under <c>exists</c> last.</summary>
    public required IReadOnlyList<InputVariable> Variables { get; init; }

    /// <summary>How many bits the variables have together.</summary>
    public int Bits => Variables.Sum(variable => variable.Parts().Sum(type => type.Kind == ClrKind.Bool ? 1 : type.Bits));

    /// <summary>Methods over the variables, all of which must return true.</summary>
    public IReadOnlyList<MethodDefinition> Assumptions { get; init; } = [];

    /// <summary>The method under <c>expect</c> that says when the claim is expected to hold; null when none or no input is.</summary>
    public MethodDefinition? Expected { get; init; }

    /// <summary>The object behind a lambda, whose fields are the variables that it captured.</summary>
    public Func<MethodDefinition, object?> TargetOf { get; init; } = _ => null;

    /// <summary>The types under <c>types</c> for which this is, or nothing.</summary>
    public string Types { get; init; } = string.Empty;

    /// <summary>The statement as a person reads it.</summary>
    public required string Text { get; init; }

    /// <summary>Whether overflow throws, for the words of the verdict.</summary>
    public bool IsChecked { get; init; }

    /// <summary>Unfolds the claim on given terms for its variables.</summary>
    /// <exception cref="UnsupportedException">It uses something that is not supported.</exception>
    public Unfolding Unfold(TermFactory terms, IReadOnlyList<Term> inputs, ExecutionLimits limits)
    {
        var program = new CilProgram(Assembly, terms, limits with { Trace = null });
        var (assumed, throws, unfinished) = (terms.True, terms.False, terms.False);
        List<Fault> assumptionFaults = [];
        foreach (var method in Assumptions)
        {
            var result = program.Execute(method, inputs.Take(method.Parameters.Count).ToList(), TargetOf(method));
            throws = terms.Or(throws, terms.And(assumed, result.Throws(terms)));
            unfinished = terms.Or(unfinished, terms.And(assumed, result.Unfinished));
            assumptionFaults.AddRange(result.Faults);
            assumed = terms.And(assumed, Holding(terms, result));
        }

        var (holds, faults, cut) = Statement(terms, new CilProgram(Assembly, terms, limits), inputs);
        return new Unfolding(assumed, throws, holds, terms.Or(unfinished, terms.And(assumed, cut)), faults, assumptionFaults);
    }

    /// <summary>The values that the statement compares, on constants.</summary>
    public abstract IReadOnlyList<NamedValue> Sides(TermFactory terms, IReadOnlyList<Term> inputs, ExecutionLimits limits);

    protected abstract (Term Holds, IReadOnlyList<Fault> Faults, Term Unfinished) Statement(
        TermFactory terms, CilProgram program, IReadOnlyList<Term> inputs);

    /// <summary>Where a method returns true.</summary>
    internal static Term Holding(TermFactory terms, ExecutionResult result) => result.Value is { } value
        ? terms.And(value, terms.Not(terms.Or(result.Throws(terms), result.Unfinished)))
        : terms.False;

    /// <summary>What a method gives on constants, as a person would write it.</summary>
    protected static string Outcome(TermFactory terms, ExecutionResult result, ClrType type)
    {
        if (result.Faults.FirstOrDefault(fault => fault.Condition.IsTrue) is { } fault)
        {
            return $"throws {fault.Exception}";
        }

        return result.Unfinished.IsTrue ? "does not end"
            : result.Value is { } value ? ValueText.Format(value, type)
            : "nothing";
    }
}
