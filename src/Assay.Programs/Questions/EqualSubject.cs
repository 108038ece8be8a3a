using Assay.Programs.Execution;
using Assay.Programs.Frontends.Cil;
using Assay.Programs.Terms;
using Assay.Verdicts;
using Mono.Cecil;

namespace Assay.Programs.Questions;

/// <summary>
/// A claim that two methods do the same: they return equal values and leave equal contents in the arrays that they were
/// given, or throw exceptions of the same type. Equal floats have the same bits, but all NaNs are one value.
/// </summary>
internal sealed class EqualSubject : Subject
{
    public required MethodDefinition Before { get; init; }

    public required MethodDefinition After { get; init; }

    public override IReadOnlyList<NamedValue> Sides(TermFactory terms, IReadOnlyList<Term> inputs, ExecutionLimits limits) =>
        [Side(Before, terms, inputs, limits), Side(After, terms, inputs, limits)];

    protected override (Term Holds, IReadOnlyList<Fault> Faults, Term Unfinished) Statement(
        TermFactory terms, CilProgram program, IReadOnlyList<Term> inputs)
    {
        var (before, after) = (program.Execute(Before, inputs), program.Execute(After, inputs));
        var bothThrow = terms.Any(before.Faults.SelectMany(_ => after.Faults, (a, b) =>
            a.Exception == b.Exception ? terms.And(a.Condition, b.Condition) : terms.False));
        var ends = terms.Not(terms.Any([before.Throws(terms), before.Unfinished, after.Throws(terms), after.Unfinished]));
        var same = before.Value is { } x && after.Value is { } y ? terms.Equal(x, y)
            : terms.Bool(before.Value is null && after.Value is null);
        same = terms.And(same, SameLeft(terms, before, after));
        return (terms.Or(bothThrow, terms.And(ends, same)), [.. before.Faults, .. after.Faults], terms.Or(before.Unfinished, after.Unfinished));
    }

    // Assembly works on copies of its buffers; what it lists of them is its result.
    private static Term SameLeft(TermFactory terms, ExecutionResult before, ExecutionResult after) => terms.All(
        before.Left.Zip(after.Left, (x, y) => x is not null && y is not null ? terms.Equal(x, y) : terms.True));

    private NamedValue Side(MethodDefinition method, TermFactory terms, IReadOnlyList<Term> inputs, ExecutionLimits limits)
    {
        var type = ClrTypes.Of(method.ReturnType, GenericScope.Empty);
        var result = new CilProgram(Assembly, terms, limits).Execute(method, inputs);
        return new NamedValue(
            $"{CilProgram.DisplayName(method)}({string.Join(", ", Variables.Select(variable => variable.Name))})", type.Name, Outcome(terms, result, type) + LeftBehind(inputs, result));
    }

    private string LeftBehind(IReadOnlyList<Term> inputs, ExecutionResult result) => string.Concat(Variables.Select((variable, i) =>
        i < result.Left.Count && result.Left[i] is { } left && left != inputs[i] && SubjectInputs.Leaves(left).All(leaf => leaf.IsConstant)
            ? $", leaves {variable.Name} = {ValueText.Format(left, variable.Type)}"
            : string.Empty));
}
