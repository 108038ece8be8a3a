using Assay.Programs.Deciders;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.Alive;

/// <summary>
/// Takes a goal apart by the values of variables of which few are possible: shift counts below the width, powers of two.
/// With constants in their places most cases are settled by simplification alone.
/// </summary>
internal sealed class CaseSplit(Goal goal)
{
    private const int MostCases = 4096;

    /// <summary>Settles one case.</summary>
    internal delegate Decision CaseDecider(Goal rest);

    /// <summary>The answer, or null when the goal cannot be taken apart or some case is not settled.</summary>
    /// <param name="decide">Settles a case that simplification leaves.</param>
    /// <param name="context">What may be used.</param>
    public Decision? Decide(CaseDecider decide, DecisionContext context)
    {
        var splits = Splits();
        if (splits.Count == 0)
        {
            return null;
        }

        long cases = 0, left = 0;
        var at = new int[splits.Count];
        do
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (context.IsOver)
            {
                return null;
            }

            cases++;
            var values = splits.Select((split, i) => (split.Variable, split.Values[at[i]])).ToDictionary(pair => pair.Variable, pair => pair.Item2);
            var rest = WithKnownZeros(Replace(goal.Target, values));
            if (rest.IsFalse)
            {
                continue;
            }

            left++;
            switch (decide(goal.WithTarget(rest)))
            {
                case None:
                    continue;
                case Found found:
                    var input = found.Input.ToDictionary();
                    foreach (var (variable, value) in values)
                    {
                        input[variable] = new Value(variable.Sort, value);
                    }

                    return new Found(input, IsSmallest: false);
                default:
                    return null;
            }
        }
        while (Next(at, splits));

        return new None($"{cases:N0} cases of {string.Join(", ", splits.Select(split => split.Variable.Name))} were settled, {left:N0} of them by more than simplification");
    }

    private Term Replace(Term term, Dictionary<Term, Bits128> values) => Substitution.Apply(
        goal.Terms, term, values.ToDictionary(pair => pair.Key, pair => goal.Terms.Constant(pair.Value, pair.Key.Width)));

    private static bool Next(int[] at, List<(Term Variable, Bits128[] Values)> splits)
    {
        for (var i = 0; i < at.Length; i++)
        {
            if (++at[i] < splits[i].Values.Length)
            {
                return true;
            }

            at[i] = 0;
        }

        return false;
    }

    private List<(Term Variable, Bits128[] Values)> Splits()
    {
        List<(Term Variable, Bits128[] Values)> splits = [];
        long cases = 1;
        foreach (var conjunct in Conjuncts(goal.Target))
        {
            if (Few(conjunct) is { } few && splits.TrueForAll(split => split.Variable != few.Variable) && cases * few.Values.Length <= MostCases)
            {
                splits.Add(few);
                cases *= few.Values.Length;
            }
        }

        return splits;
    }

    private static IEnumerable<Term> Conjuncts(Term term) => term.Op == Op.And ? term.Args.SelectMany(Conjuncts) : [term];

    // "v < 33", or "v & (v - 1) == 0".
    private (Term Variable, Bits128[] Values)? Few(Term conjunct)
    {
        if (conjunct.Op == Op.ULt && conjunct.Args[0].Op == Op.Variable && conjunct.Args[1].IsConstant && conjunct.Args[1].Payload <= TypeRules.Widest)
        {
            return (conjunct.Args[0], [.. Enumerable.Range(0, (int)conjunct.Args[1].Payload).Select(value => (Bits128)value)]);
        }

        return conjunct.Op == Op.Equal ? PowersOfTwo(conjunct) : null;
    }

    private (Term Variable, Bits128[] Values)? PowersOfTwo(Term conjunct)
    {
        var terms = goal.Terms;
        foreach (var variable in conjunct.Args.SelectMany(side => side.Args).Where(part => part.Op == Op.Variable && part.Sort.Kind == SortKind.BitVector).Distinct())
        {
            var isPower = terms.Equal(terms.BvAnd(variable, terms.Sub(variable, terms.Constant(1, variable.Width))), terms.Constant(0, variable.Width));
            if (conjunct == isPower)
            {
                return (variable, [0, .. Enumerable.Range(0, variable.Width).Select(bit => Bits128.One << bit)]);
            }
        }

        return null;
    }

    // Where "v & mask == 0" is demanded, v may be read as "v & ~mask", of which more is known.
    private Term WithKnownZeros(Term target)
    {
        var terms = goal.Terms;
        foreach (var conjunct in Conjuncts(target).ToList())
        {
            if (conjunct.Op == Op.Equal && conjunct.Args.FirstOrDefault(side => side.Op == Op.BvAnd) is { } and
                && conjunct.Args.Any(side => side.Is(0)) && and.Args.FirstOrDefault(part => part.IsConstant) is { } mask
                && and.Args.FirstOrDefault(part => part.Op == Op.Variable) is { } variable)
            {
                var cleared = terms.BvAnd(variable, terms.BvNot(mask));
                target = terms.And(conjunct, Substitution.Apply(terms, target, new Dictionary<Term, Term> { [variable] = cleared }));
            }
        }

        return target;
    }
}
