using Assay.Programs.Evaluation;

namespace Assay.Programs.Terms;

/// <summary>Replaces variables by terms of the same sort.</summary>
internal static class Substitution
{
    /// <summary>The term with every variable that has a replacement replaced.</summary>
    public static Term Apply(TermFactory terms, Term root, IReadOnlyDictionary<Term, Term> replacements)
    {
        var done = new Dictionary<Term, Term>();
        foreach (var term in TermOrder.Of(root))
        {
            done[term] = replacements.TryGetValue(term, out var replacement)
                ? replacement
                : terms.Rebuild(term, Array.ConvertAll(term.Args, argument => done[argument]));
        }

        return done[root];
    }
}
