using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders;

/// <summary>The question whether an input smaller than a given one reaches the target as well, as a goal of its own.</summary>
internal static class SmallerInputs
{
    /// <summary>
    /// The goal, over variables that are as narrow as smaller inputs allow; null where the order cannot be said in terms
    /// (floats) or where smaller inputs fill the whole type.
    /// </summary>
    /// <param name="goal">The original goal.</param>
    /// <param name="best">The input, in the order of the goal's variables.</param>
    public static NarrowGoal? Of(Goal goal, IReadOnlyList<Value> best)
    {
        var order = new InputOrder(goal.Variables);
        if (goal.HasFloats || goal.Unknowns.Count > 0 || goal.Variables.Count == 0
            || goal.Variables.Where((_, i) => order.IsNegative(i, best[i])).Any())
        {
            return null;
        }

        var terms = goal.Terms;
        var greatest = goal.Variables.Select((_, i) => order.Magnitude(i, best[i])).Aggregate(UInt128.Max);
        var bits = Math.Max(1, 128 - (int)UInt128.LeadingZeroCount(greatest));
        var narrow = goal.Variables.Select(variable =>
        {
            // Smaller inputs have no negative component, so the sign bit falls away too.
            var width = Math.Min(bits, variable.Term.Width - (variable.Type.Signed ? 1 : 0));
            return variable.Term.Sort.Kind == SortKind.Bool
                ? variable with { Term = terms.Variable(variable.Name, Sort.Bool) }
                : variable with { Term = terms.Variable(variable.Name, Sort.BitVector(width)), Type = new ClrType(ClrKind.Integer, "bits", width) };
        }).ToList();
        var replacements = goal.Variables.Zip(narrow).ToDictionary(pair => pair.First.Term, pair => Widened(terms, pair.Second.Term, pair.First.Term));
        var target = terms.And(Substitution.Apply(terms, goal.Target, replacements), IsSmaller(terms, narrow, best, greatest));
        return new NarrowGoal(
            new Goal { Terms = terms, Variables = narrow, Assumed = terms.True, Target = target },
            goal.Variables.Zip(narrow).ToDictionary(pair => pair.First.Term, pair => pair.Second.Term));
    }

    private static Term Widened(TermFactory terms, Term narrow, Term wide) =>
        wide.Sort.Kind == SortKind.Bool ? narrow : terms.ZeroExtend(narrow, wide.Width);

    // Least maximum, then least sum, then from left to right; nothing is negative here.
    private static Term IsSmaller(TermFactory terms, List<ScalarVariable> narrow, IReadOnlyList<Value> best, UInt128 greatest)
    {
        var width = Math.Min(128, narrow.Max(variable => variable.Term.Width) + 8);
        List<Term> magnitudes = [.. narrow.Select(variable => variable.Term.Sort.Kind == SortKind.Bool
            ? terms.FromBool(variable.Term, width)
            : terms.ZeroExtend(variable.Term, width))];
        var most = terms.Constant(greatest, width);
        var allBelow = terms.All(magnitudes.Select(magnitude => terms.ULt(magnitude, most)));
        var noneAbove = terms.All(magnitudes.Select(magnitude => terms.ULe(magnitude, most)));
        var sum = magnitudes.Aggregate(terms.Add);
        var bestSum = terms.Constant(best.Aggregate(UInt128.Zero, (total, value) => total + value.Bits), width);
        var before = terms.False;
        for (var i = magnitudes.Count - 1; i >= 0; i--)
        {
            var own = terms.Constant(best[i].Bits, width);
            before = terms.Or(terms.ULt(magnitudes[i], own), terms.And(terms.Equal(magnitudes[i], own), before));
        }

        return terms.Or(allBelow, terms.And(noneAbove, terms.Or(
            terms.ULt(sum, bestSum), terms.And(terms.Equal(sum, bestSum), before))));
    }
}

/// <summary>A goal over narrower variables, and which of them stands for which.</summary>
internal sealed record NarrowGoal(Goal Goal, IReadOnlyDictionary<Term, Term> NarrowOf)
{
    /// <summary>An input of the narrow goal as one of the original.</summary>
    public Value[] Widen(Goal original, IReadOnlyDictionary<Term, Value> input) =>
        [.. original.Variables.Select(variable => new Value(variable.Term.Sort, input[NarrowOf[variable.Term]].Bits))];
}
