using System.Numerics;
using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders;

/// <summary>
/// The question whether an input smaller than a given one reaches the target as well, as goals of their own over variables
/// that are as narrow as smaller inputs allow.
/// </summary>
internal static class SmallerInputs
{
    /// <summary>The goals; the given input is the smallest exactly if none of them has an input. Empty when the order cannot be said in terms.</summary>
    /// <param name="goal">The original goal.</param>
    /// <param name="best">The input, in the order of the goal's variables.</param>
    public static IReadOnlyList<NarrowGoal> Of(Goal goal, IReadOnlyList<Value> best)
    {
        if (goal.HasFloats || goal.Unknowns.Count > 0 || goal.Variables.Count == 0)
        {
            return [];
        }

        var order = new InputOrder(goal.Variables);
        var greatest = order.GreatestMagnitude(best);
        var bits = Math.Max(1, 128 - Bits128.LeadingZeroCount(greatest));
        if (!goal.Variables.Where((_, i) => order.IsNegative(i, best[i])).Any())
        {
            return [Narrow(goal, variable => WithoutSign(goal.Terms, variable, bits), narrow => IsSmaller(goal.Terms, narrow, best, order))];
        }

        // Whatever has no negative component is smaller; and so is what has one, but is less in size.
        return
        [
            Narrow(goal, variable => WithoutSign(goal.Terms, variable, 128), _ => goal.Terms.True),
            Narrow(goal, variable => WithSign(goal.Terms, variable, bits), narrow => IsSmaller(goal.Terms, narrow, best, order)),
        ];
    }

    private static NarrowGoal Narrow(Goal goal, Func<ScalarVariable, ScalarVariable> narrowed, Func<IReadOnlyList<ScalarVariable>, Term> condition)
    {
        var terms = goal.Terms;
        List<ScalarVariable> narrow = [.. goal.Variables.Select(narrowed)];
        var replacements = goal.Variables.Zip(narrow).ToDictionary(pair => pair.First.Term, pair => Widened(terms, pair.Second, pair.First.Term));
        var target = terms.And(Substitution.Apply(terms, goal.Target, replacements), condition(narrow));
        return new NarrowGoal(new Goal { Terms = terms, Variables = narrow, Assumed = terms.True, Target = target }, replacements);
    }

    private static ScalarVariable WithoutSign(TermFactory terms, ScalarVariable variable, int bits) =>
        Narrowed(terms, variable, Math.Min(bits, variable.Term.Width - (variable.Type.Signed ? 1 : 0)), isSigned: false);

    private static ScalarVariable WithSign(TermFactory terms, ScalarVariable variable, int bits) => variable.Type.Signed
        ? Narrowed(terms, variable, Math.Min(bits + 1, variable.Term.Width), isSigned: true)
        : WithoutSign(terms, variable, bits);

    private static ScalarVariable Narrowed(TermFactory terms, ScalarVariable variable, int width, bool isSigned) =>
        variable.Term.Sort.Kind == SortKind.Bool
            ? variable with { Term = terms.Variable(variable.Name, Sort.Bool) }
            : variable with { Term = terms.Variable(variable.Name, Sort.BitVector(width)), Type = new ClrType(ClrKind.Integer, "bits", width, isSigned) };

    private static Term Widened(TermFactory terms, ScalarVariable narrow, Term wide) =>
        wide.Sort.Kind == SortKind.Bool ? narrow.Term
        : narrow.Type.Signed ? terms.SignExtend(narrow.Term, wide.Width)
        : terms.ZeroExtend(narrow.Term, wide.Width);

    // Least maximum, then least sum, then from left to right 0, 1, -1, ...
    private static Term IsSmaller(TermFactory terms, IReadOnlyList<ScalarVariable> variables, IReadOnlyList<Value> best, InputOrder order)
    {
        // Wide enough for the sum of all magnitudes.
        var width = Math.Min(128, variables.Max(variable => variable.Term.Width) + BitOperations.Log2((uint)variables.Count) + (variables.Count > 1 ? 1 : 0));
        List<Term> negative = [.. variables.Select(variable => IsNegative(terms, variable))];
        List<Term> magnitudes = [.. variables.Select((variable, i) => Magnitude(terms, variable, negative[i], width))];
        List<Bits128> own = [.. best.Take(variables.Count).Select((value, i) => order.Magnitude(i, value))];
        var most = terms.Constant(order.GreatestMagnitude(best), width);
        var allBelow = terms.All(magnitudes.Select(magnitude => terms.ULt(magnitude, most)));
        var noneAbove = terms.All(magnitudes.Select(magnitude => terms.ULe(magnitude, most)));
        var before = FromLeft(terms, negative, magnitudes, own, [.. own.Select((_, i) => order.IsNegative(i, best[i]))]);
        if (variables.Count == 1)
        {
            return before;
        }

        var sum = magnitudes.Aggregate(terms.Add);
        var bestSum = terms.Constant(own.Aggregate(Bits128.Zero, (total, value) => total + value), width);
        return terms.Or(allBelow, terms.And(noneAbove, terms.Or(terms.ULt(sum, bestSum), terms.And(terms.Equal(sum, bestSum), before))));
    }

    private static Term FromLeft(TermFactory terms, List<Term> negative, List<Term> magnitudes, List<Bits128> own, List<bool> ownNegative)
    {
        var before = terms.False;
        for (var i = magnitudes.Count - 1; i >= 0; i--)
        {
            var ownTerm = terms.Constant(own[i], magnitudes[i].Width);
            var sameMagnitude = terms.Equal(magnitudes[i], ownTerm);
            var precedes = terms.Or(
                terms.ULt(magnitudes[i], ownTerm),
                ownNegative[i] ? terms.And(sameMagnitude, terms.Not(negative[i])) : terms.False);
            var sameSign = ownNegative[i] ? negative[i] : terms.Not(negative[i]);
            before = terms.Or(precedes, terms.And(terms.And(sameMagnitude, sameSign), before));
        }

        return before;
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

/// <summary>A goal over narrower variables, and what each original variable is in them.</summary>
internal sealed record NarrowGoal(Goal Goal, IReadOnlyDictionary<Term, Term> WideOf)
{
    /// <summary>An input of the narrow goal as one of the original.</summary>
    public Value[] Widen(Goal original, IReadOnlyDictionary<Term, Value> input) =>
        [.. original.Variables.Select(variable => Evaluation.TermEvaluator.Evaluate(WideOf[variable.Term], term => input[term]))];
}
