using Assay.Programs.Deciders;
using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.Alive;

/// <summary>A rewrite at fixed widths as a goal: is there an input on which the target is worse than the source?</summary>
internal sealed class RewriteGoal
{
    public RewriteGoal(TermFactory terms, Rewrite rewrite, Widths widths, bool newSemantics)
    {
        Meaning = new RewriteMeaning(terms, rewrite, widths, newSemantics);
        Variables =
        [
            .. Meaning.Inputs.Select(input => Variable(input.Term, input.Symbol.Name)),
            .. Meaning.TargetUndefined.Select((term, i) => Variable(term, i == 0 ? "undef" : $"undef {i + 1}")),
            .. Meaning.Extra.Select(extra => Variable(extra.Term, extra.Name)),
        ];
        Applies = terms.And(Meaning.Applies, Meaning.Facts);
        Violated = new Goal { Terms = terms, Variables = Variables, Assumed = terms.True, Target = Meaning.Violation() };
    }

    public RewriteMeaning Meaning { get; }

    /// <summary>Inputs and constants, then values of the target's <c>undef</c>, then what the compiler may know.</summary>
    public IReadOnlyList<ScalarVariable> Variables { get; }

    /// <summary>When the compiler may apply the rewrite.</summary>
    public Term Applies { get; }

    /// <summary>The violation; it may depend on <see cref="RewriteMeaning.SourceUndefined"/>.</summary>
    public Goal Violated { get; }

    /// <summary>Whether the compiler ever applies it.</summary>
    public Goal IsApplied => Violated.WithTarget(Applies);

    private static ScalarVariable Variable(Term term, string name) => new(term, name, TypeOf(term.Sort));

    // One bit is 0 or 1, not 0 or -1, in the order of counterexamples.
    private static ClrType TypeOf(Sort sort) =>
        sort.Kind == SortKind.Bool ? ClrType.Bool : new ClrType(ClrKind.Integer, $"i{sort.Width}", sort.Width, Signed: sort.Width > 1);
}
