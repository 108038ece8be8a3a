using Assay.Programs.Execution;
using Assay.Programs.Frontends.Cil;
using Assay.Programs.Terms;
using Assay.Verdicts;
using Mono.Cecil;

namespace Assay.Programs.Questions;

/// <summary>A claim whose statement is a method that returns a truth value.</summary>
internal sealed class StatementSubject : Subject
{
    public required MethodDefinition Method { get; init; }

    /// <summary>The expressions inside the statement whose values a counterexample shows.</summary>
    public IReadOnlyList<(string Text, MethodDefinition Method)> Expressions { get; init; } = [];

    public override IReadOnlyList<NamedValue> Sides(TermFactory terms, IReadOnlyList<Term> inputs, ExecutionLimits limits) =>
    [
        .. Expressions.Select(side =>
        {
            var type = ClrTypes.Of(side.Method.ReturnType, GenericScope.Empty);
            var result = new CilProgram(Assembly, terms, limits).Execute(side.Method, inputs, TargetOf(side.Method));
            return new NamedValue(side.Text, type.Name, Outcome(terms, result, type));
        }),
    ];

    protected override (Term Holds, IReadOnlyList<Fault> Faults, Term Unfinished) Statement(
        TermFactory terms, CilProgram program, IReadOnlyList<Term> inputs)
    {
        var result = program.Execute(Method, inputs, TargetOf(Method));
        return (Holding(terms, result), result.Faults, result.Unfinished);
    }
}
