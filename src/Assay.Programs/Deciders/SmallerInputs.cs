using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders;

/// <summary>The question whether an input smaller than a given one reaches the target as well, as a goal of its own.</summary>
internal static class SmallerInputs
{
    /// <summary>
    /// The goal, over variables that are as narrow as smaller inputs allow; null where the order cannot be said in terms
    /// (floats).
    /// </summary>
    /// <param name="goal">The original goal.</param>
    /// <param name="best">The input, in the order of the goal's variables.</param>
    public static NarrowGoal? Of(Goal goal, IReadOnlyList<Value> best)
    {
        if (goal.HasFloats || goal.Unknowns.Count > 0 || goal.Variables.Count == 0)
        {
            return null;
        }

        var order = new InputOrder(goal.Variables);
        var anyNegative = goal.Variables.Where((_, i) => order.IsNegative(i, best[i])).Any();
        return anyNegative ? AmongAll(goal, best, order) : AmongNarrow(goal, best, order);
    }

    private static NarrowGoal AmongAll(Goal goal, IReadOnlyList<Value> best, InputOrder order)
    {
        var terms = goal.Terms;
        return new NarrowGoal(
            goal.WithTarget(terms.And(goal.Target, IsSmaller(terms, goal.Variables, best, order))),
            goal.Variables.ToDictionary(variable => variable.Term, variable => variable.Term));
    }

    // Smaller inputs have no negative component and no more bits than the best one has.
    private static NarrowGoal AmongNarrow(Goal goal, IReadOnlyList<Value> best, InputOrder order)
    {
        var terms = goal.Terms;
        var greatest = goal.Variables.Select((_, i) => order.Magnitude(i, best[i])).Aggregate(UInt128.Max);
        var bits = Math.Max(1, 128 - (int)UInt128.LeadingZeroCount(greatest));
        var narrow = goal.Variables.Select(variable => variable.Term.Sort.Kind == SortKind.Bool
            ? variable with { Term = terms.Variable(variable.Name, Sort.Bool) }
            : Narrowed(terms, variable, Math.Min(bits, variable.Term.Width - (variable.Type.Signed ? 1 : 0)))).ToList();
        var replacements = goal.Variables.Zip(narrow).ToDictionary(pair => pair.First.Term, pair => Widened(terms, pair.Second.Term, pair.First.Term));
        var target = terms.And(Substitution.Apply(terms, goal.Target, replacements), IsSmaller(terms, narrow, best, order));
        return new NarrowGoal(
            new Goal { Terms = terms, Variables = narrow, Assumed = terms.True, Target = target },
            goal.Variables.Zip(narrow).ToDictionary(pair => pair.First.Term, pair => pair.Second.Term));
    }

    private static ScalarVariable Narrowed(TermFactory terms, ScalarVariable variable, int width) =>
        variable with { Term = terms.Variable(variable.Name, Sort.BitVector(width)), Type = new ClrType(ClrKind.Integer, "bits", width) };

    private static Term Widened(TermFactory terms, Term narrow, Term wide) =>
        wide.Sort.Kind == SortKind.Bool ? narrow : terms.ZeroExtend(narrow, wide.Width);

    // No negative component where the best has one; else least maximum, then least sum, then from left to right 0, 1, -1, ...
    private static Term IsSmaller(TermFactory terms, IReadOnlyList<ScalarVariable> variables, IReadOnlyList<Value> best, InputOrder order)
    {
        var width = Math.Min(128, variables.Max(variable => variable.Term.Width) + 8);
        List<Term> negative = [.. variables.Select(variable => IsNegative(terms, variable))];
        List<Term> magnitudes = [.. variables.Select((variable, i) => Magnitude(terms, variable, negative[i], width))];
        List<UInt128> own = [.. best.Take(variables.Count).Select((value, i) => order.Magnitude(i, value))];
        var most = terms.Constant(own.Aggregate(UInt128.Max), width);
        var bestSum = terms.Constant(own.Aggregate(UInt128.Zero, (total, value) => total + value), width);
        var before = terms.False;
        for (var i = variables.Count - 1; i >= 0; i--)
        {
            var ownTerm = terms.Constant(own[i], width);
            var sameMagnitude = terms.Equal(magnitudes[i], ownTerm);
            var bestIsNegative = order.IsNegative(i, best[i]);
            var precedes = terms.Or(
                terms.ULt(magnitudes[i], ownTerm),
                bestIsNegative ? terms.And(sameMagnitude, terms.Not(negative[i])) : terms.False);
            var sameSign = bestIsNegative ? negative[i] : terms.Not(negative[i]);
            before = terms.Or(precedes, terms.And(terms.And(sameMagnitude, sameSign), before));
        }

        var sum = magnitudes.Aggregate(terms.Add);
        var bySize = terms.Or(
            terms.All(magnitudes.Select(magnitude => terms.ULt(magnitude, most))),
            terms.And(
                terms.All(magnitudes.Select(magnitude => terms.ULe(magnitude, most))),
                terms.Or(terms.ULt(sum, bestSum), terms.And(terms.Equal(sum, bestSum), before))));
        var noneNegative = terms.Not(terms.Any(negative));
        var bestHasNegative = best.Take(variables.Count).Where((value, i) => order.IsNegative(i, value)).Any();
        return bestHasNegative ? terms.Or(noneNegative, bySize) : terms.And(noneNegative, bySize);
    }

    private static Term IsNegative(TermFactory terms, ScalarVariable variable) =>
        variable.Type.Signed && variable.Term.Sort.Kind == SortKind.BitVector
            ? terms.SLt(variable.Term, terms.Constant(0, variable.Term.Width))
            : terms.False;

    private static Term Magnitude(TermFactory terms, ScalarVariable variable, Term negative, int width) =>
        variable.Term.Sort.Kind == SortKind.Bool
            ? terms.FromBool(variable.Term, width)
            : terms.ZeroExtend(terms.Ite(negative, terms.Neg(variable.Term), variable.Term), width);
}

/// <summary>A goal over narrower variables, and which of them stands for which.</summary>
internal sealed record NarrowGoal(Goal Goal, IReadOnlyDictionary<Term, Term> NarrowOf)
{
    /// <summary>An input of the narrow goal as one of the original.</summary>
    public Value[] Widen(Goal original, IReadOnlyDictionary<Term, Value> input) =>
        [.. original.Variables.Select(variable => new Value(variable.Term.Sort, input[NarrowOf[variable.Term]].Bits))];
}
