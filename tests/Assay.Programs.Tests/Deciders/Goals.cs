using Assay.Programs.Deciders;
using Assay.Programs.Deciders.Exhaustion;
using Assay.Programs.Evaluation;
using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Tests.Deciders;

/// <summary>Goals for tests, and the plainest way to decide small ones.</summary>
internal static class Goals
{
    public static ClrType Integer(int bits, bool signed) => new(ClrKind.Integer, $"{(signed ? "int" : "uint")}{bits}", bits, signed);

    /// <summary>A goal over the given variables, named by their own names.</summary>
    public static Goal Of(TermFactory terms, Term target, bool signed, params IEnumerable<Term> variables) => new()
    {
        Terms = terms,
        Variables = [.. variables.Select(variable => new ScalarVariable(variable, variable.Name!, TypeOf(variable.Sort, signed)))],
        Assumed = terms.True,
        Target = target,
    };

    public static DecisionContext Context(double seconds = 60, CancellationToken cancellation = default) =>
        new(DateTime.UtcNow + TimeSpan.FromSeconds(seconds), (_, _) => { }, cancellation);

    /// <summary>All inputs that reach the target, one after the other on the plain interpreter.</summary>
    public static IEnumerable<Dictionary<Term, Value>> Hits(Goal goal)
    {
        var index = new InputIndex(goal.Inputs);
        var evaluator = new TermEvaluator(goal.Target);
        for (var i = 0UL; i < 1UL << index.Bits; i++)
        {
            var input = index.Input(i);
            evaluator.Run(term => input[term]);
            if (evaluator[goal.Target].IsTrue)
            {
                yield return input;
            }
        }
    }

    public static bool Reaches(Goal goal, IReadOnlyDictionary<Term, Value> input) =>
        TermEvaluator.Evaluate(goal.Target, term => input[term]).IsTrue;

    private static ClrType TypeOf(Sort sort, bool signed) => sort.Kind switch
    {
        SortKind.Bool => ClrType.Bool,
        SortKind.Float => new ClrType(ClrKind.Float, sort.Width == 32 ? "float" : "double", sort.Width),
        _ => Integer(sort.Width, signed),
    };
}
