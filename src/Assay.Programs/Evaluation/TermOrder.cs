using Assay.Programs.Terms;

namespace Assay.Programs.Evaluation;

/// <summary>Walks over term graphs.</summary>
internal static class TermOrder
{
    /// <summary>All terms below the roots, each once, arguments first.</summary>
    public static List<Term> Of(params IEnumerable<Term> roots)
    {
        HashSet<Term> seen = [];
        Stack<Term> open = new(roots);
        while (open.TryPop(out var term))
        {
            if (seen.Add(term))
            {
                foreach (var argument in term.Args)
                {
                    open.Push(argument);
                }
            }
        }

        // Arguments are older than what is built from them.
        return [.. seen.OrderBy(term => term.Id)];
    }

    /// <summary>The variables below the roots.</summary>
    public static IEnumerable<Term> Variables(params IEnumerable<Term> roots) => Of(roots).Where(term => term.Op == Op.Variable);
}
