using Assay.Programs.Deciders;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;

namespace Assay.Programs.Assumptions;

/// <summary>What conditions may be made of.</summary>
/// <param name="Goal">The claim's inputs, and where they are to be good.</param>
/// <param name="Holds">Where the statement is true.</param>
/// <param name="Variables">The scalars that the statement depends on.</param>
/// <param name="Types">How types are named.</param>
/// <param name="IsChecked">Whether overflow throws in the texts.</param>
internal sealed record AtomContext(Goal Goal, Term Holds, IReadOnlyList<AtomVariable> Variables, TypeWords Types, bool IsChecked)
{
    /// <summary>Constants beyond those of the claim that are worth comparing with, by variable.</summary>
    public IReadOnlyDictionary<Term, IReadOnlyList<Signed128>> Thresholds { get; init; } = new Dictionary<Term, IReadOnlyList<Signed128>>();

    public TermFactory Terms => Goal.Terms;

    /// <summary>The terms of the claim.</summary>
    public IReadOnlyList<Term> Said { get; } = TermOrder.Of(Holds, Goal.Assumed);

    /// <summary>Whether the claim uses one of these operations.</summary>
    public bool Uses(params ReadOnlySpan<Op> operations)
    {
        foreach (var term in Said)
        {
            if (operations.Contains(term.Op))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>All pairs of variables.</summary>
    public IEnumerable<(AtomVariable A, AtomVariable B)> Pairs() =>
        Variables.SelectMany((a, i) => Variables.Skip(i + 1).Select(b => (a, b)));

    /// <summary>All pairs of integers of one type.</summary>
    public IEnumerable<(AtomVariable A, AtomVariable B)> AlikePairs() =>
        Pairs().Where(pair => pair.A.IsInteger && pair.B.IsInteger && pair.A.Type.Equals(pair.B.Type));

    public Term Less(Term a, Term b, bool signed) => signed ? Terms.SLt(a, b) : Terms.ULt(a, b);

    /// <summary>The text of arithmetic that is meant to wrap.</summary>
    public string Wrapping(string text) => IsChecked ? $"unchecked({text})" : text;
}
