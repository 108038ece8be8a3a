using Assay.Programs.Deciders;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.Alive;

/// <summary>
/// Decides rewrites whose source uses <c>undef</c>: for every input one value of it is enough. Guesses that value as a
/// function of the inputs, which proves; or tries all, which also refutes.
/// </summary>
internal sealed class UndefSolver(RewriteGoal goal, RewriteSolver solver)
{
    private const int MostGuesses = 60;

    public RewriteAnswer Decide(DecisionContext context)
    {
        var undefs = goal.Meaning.SourceUndefined;
        foreach (var guess in Guesses(undefs).Take(MostGuesses))
        {
            var target = Substitution.Apply(goal.Violated.Terms, goal.Violated.Target, guess);
            if (target.IsFalse || (target.Op != Op.Constant && Bits(target) <= 20 && solver.Conclude(goal, goal.Violated.WithTarget(target), context).Decision is None))
            {
                return new Correct("a choice of the source's undef does what the target does", "Structure");
            }
        }

        var outer = goal.Violated.WithTarget(goal.Violated.Terms.True);
        var alternation = new Alternation(outer, undefs, goal.Violated.Terms.Not(goal.Violated.Target));
        return solver.Answer(goal, new Conclusion(alternation.Decide(context), Alternation.Name), context);
    }

    private static int Bits(Term target) => Evaluation.TermOrder.Variables(target).Sum(variable => variable.Width);

    private IEnumerable<Dictionary<Term, Term>> Guesses(IReadOnlyList<Term> undefs)
    {
        var values = undefs.Select(undef => Values(undef.Width).ToList()).ToList();
        var at = new int[undefs.Count];
        while (true)
        {
            yield return undefs.Select((undef, i) => (undef, values[i][at[i]])).ToDictionary();
            var position = 0;
            while (position < at.Length && ++at[position] == values[position].Count)
            {
                at[position++] = 0;
            }

            if (position == at.Length)
            {
                yield break;
            }
        }
    }

    private IEnumerable<Term> Values(int width)
    {
        var terms = goal.Violated.Terms;
        yield return terms.Constant(0, width);
        yield return terms.Constant(-1, width);
        List<Term> variables = [.. goal.Variables.Select(variable => variable.Term).Where(term => term.Sort.Kind == SortKind.BitVector && term.Width == width)];
        foreach (var undef in variables.Where(goal.Meaning.TargetUndefined.Contains))
        {
            yield return undef;
            foreach (var input in variables.Where(variable => variable != undef))
            {
                yield return terms.BvXor(undef, input);
                yield return terms.Sub(undef, input);
                yield return terms.Add(undef, input);
            }
        }

        foreach (var input in variables.Where(variable => !goal.Meaning.TargetUndefined.Contains(variable)))
        {
            yield return input;
            yield return terms.BvNot(input);
        }
    }
}
