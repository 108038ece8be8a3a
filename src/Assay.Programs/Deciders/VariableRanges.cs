using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders;

/// <summary>
/// Bounds on integer variables that follow from what a target demands: comparisons with constants and with each other,
/// propagated until nothing changes. They hold on every input that reaches the target.
/// </summary>
internal sealed class VariableRanges
{
    private const int MostRounds = 16;
    private const int MostAlternatives = 64;
    private const int MostAlternations = 2;

    private readonly Dictionary<Term, (Signed128 Low, Signed128 High)> _ranges = [];
    private readonly Dictionary<Term, bool> _signed = [];

    private VariableRanges(Goal goal)
    {
        foreach (var variable in goal.Variables.Where(variable => variable.Term.Sort.Kind == SortKind.BitVector && variable.Term.Width <= 64))
        {
            var isSigned = variable.Type is { Kind: ClrKind.Integer, Signed: true };
            var width = variable.Term.Width;
            _signed[variable.Term] = isSigned;
            _ranges[variable.Term] = isSigned
                ? (-(Signed128.One << (width - 1)), (Signed128.One << (width - 1)) - 1)
                : (0, (Signed128.One << width) - 1);
        }
    }

    /// <summary>The bounds of each variable, in its own signedness. Low above High means that no input reaches the target.</summary>
    public static IReadOnlyDictionary<Term, (Signed128 Low, Signed128 High)> Of(Goal goal)
    {
        var ranges = new VariableRanges(goal);
        var demands = Demands(goal.Target);
        for (var round = 0; round < MostRounds; round++)
        {
            var before = ranges._ranges.ToDictionary();
            foreach (var demand in demands)
            {
                ranges.Learn(demand);
            }

            if (before.All(pair => ranges._ranges[pair.Key] == pair.Value))
            {
                break;
            }
        }

        return ranges._ranges;
    }

    // What has to hold, with the sign in which it has to. Alternatives that contradict the rest drop out; of those that
    // are left, what all of them demand.
    private static HashSet<(Term Term, bool Holds)> Demands(Term target, bool targetHolds = true, int depth = MostAlternations)
    {
        var parts = Parts(target, targetHolds, isAll: true);
        HashSet<(Term, bool)> demands = [.. parts.Where(part => !HasAlternatives(part))];
        List<List<(Term Term, bool Holds)>> choices = [.. parts.Where(HasAlternatives).Select(part => Parts(part.Term, part.Holds, isAll: false))];
        for (var (round, before) = (0, -1); round < MostRounds && demands.Count > before; round++)
        {
            before = demands.Count;
            foreach (var choice in choices)
            {
                choice.RemoveAll(part => demands.Contains((part.Term, !part.Holds)));
                if ((choice.Count == 1 && depth > -MostRounds) || (depth > 0 && choice.Count is > 1 and <= MostAlternatives))
                {
                    demands.UnionWith(choice
                        .Select(part => Demands(part.Term, part.Holds, depth - 1).AsEnumerable())
                        .Aggregate((common, more) => common.Intersect(more)));
                }
            }
        }

        return demands;
    }

    private static bool HasAlternatives((Term Term, bool Holds) part) => part.Term.Op == (part.Holds ? Op.Or : Op.And);

    // All of them have to hold, or at least one.
    private static List<(Term Term, bool Holds)> Parts(Term whole, bool wholeHolds, bool isAll)
    {
        List<(Term, bool)> parts = [];
        HashSet<(Term, bool)> seen = [];
        Stack<(Term Term, bool Holds)> open = new([(whole, wholeHolds)]);
        while (open.TryPop(out var next))
        {
            var (term, holds) = next;
            if (!seen.Add(next))
            {
                continue;
            }

            if (term.Op == Op.Not)
            {
                open.Push((term.Args[0], !holds));
            }
            else if (term.Op == (holds == isAll ? Op.And : Op.Or))
            {
                open.Push((term.Args[0], holds));
                open.Push((term.Args[1], holds));
            }
            else
            {
                parts.Add(next);
            }
        }

        return parts;
    }

    private void Learn((Term Term, bool Holds) demand)
    {
        var (comparison, holds) = demand;
        if (comparison.Op is Op.SLt or Op.ULt)
        {
            var isSigned = comparison.Op == Op.SLt;
            var (less, greater) = holds ? (comparison.Args[0], comparison.Args[1]) : (comparison.Args[1], comparison.Args[0]);
            AtMost(less, greater, isSigned, gap: holds ? 1 : 0);
        }
        else if (comparison.Op == Op.Equal && holds && comparison.Args[0].Sort.Kind == SortKind.BitVector)
        {
            AtMost(comparison.Args[0], comparison.Args[1], isSigned: true, gap: 0);
            AtMost(comparison.Args[1], comparison.Args[0], isSigned: true, gap: 0);
        }
    }

    // less + gap <= greater, read as signed or unsigned numbers.
    private void AtMost(Term less, Term greater, bool isSigned, int gap)
    {
        if (RangeOf(greater, isSigned) is { } above && Inner(less, isSigned) is { } small)
        {
            _ranges[small] = (_ranges[small].Low, Signed128.Min(_ranges[small].High, above.High - gap));
        }

        if (RangeOf(less, isSigned) is { } below && Inner(greater, isSigned) is { } large)
        {
            _ranges[large] = (Signed128.Max(_ranges[large].Low, below.Low + gap), _ranges[large].High);
        }

        // A signed number below a bound in the unsigned order is not negative, when the bound is not.
        if (!isSigned && _signed.TryGetValue(less, out var lessSigned) && lessSigned && greater.IsConstant && greater.Value.Signed >= 0)
        {
            _ranges[less] = (Signed128.Max(_ranges[less].Low, 0), Signed128.Min(_ranges[less].High, greater.Value.Signed - gap));
        }
    }

    private (Signed128 Low, Signed128 High)? RangeOf(Term term, bool isSigned)
    {
        if (term.IsConstant && term.Width <= 64)
        {
            var value = isSigned ? term.Value.Signed : (Signed128)term.Payload;
            return (value, value);
        }

        return Inner(term, isSigned) is { } variable ? _ranges[variable] : null;
    }

    // The variable whose own value is the value of the term in this reading, or null.
    private Term? Inner(Term term, bool isSigned) => term.Op switch
    {
        Op.Variable when _signed.TryGetValue(term, out var own) && own == isSigned => term,
        Op.SignExtend when isSigned && _signed.TryGetValue(term.Args[0], out var own) && own => term.Args[0],
        Op.ZeroExtend when _signed.TryGetValue(term.Args[0], out var own) && !own => term.Args[0],
        _ => null,
    };
}
