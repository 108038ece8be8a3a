using Assay.Programs.Deciders;
using Assay.Programs.Deciders.Exhaustion;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.Alive;

/// <summary>
/// Proves that a precondition is the weakest at some widths: wherever it does not hold, though the rewrite as it was
/// written applies there and the source has a value, the rewrite is wrong for some values of the other inputs. By trying all.
/// </summary>
/// <param name="goal">The rewrite as it was written.</param>
/// <param name="names">The inputs that the precondition is about.</param>
internal sealed class PreconditionGap(RewriteGoal goal, IReadOnlyList<string> names)
{
    private const int MostPoints = 20;
    private const int MostOthers = 16;
    private const int MostWitnesses = 8;

    private readonly List<Term> _points = [.. goal.Variables.Where(variable => names.Contains(variable.Name)).Select(variable => variable.Term)];
    private readonly List<Term> _others = [.. goal.Variables.Where(variable => !names.Contains(variable.Name)).Select(variable => variable.Term)];

    private readonly List<ulong> _witnesses = [];

    /// <summary>Looks for a point that the precondition excludes without need.</summary>
    /// <param name="precondition">The precondition over the goal's variables.</param>
    /// <param name="context">What may be used.</param>
    /// <param name="gap">The point, by name; null when there is none.</param>
    /// <returns>Whether that is settled.</returns>
    public bool TryFind(Term precondition, DecisionContext context, out Dictionary<string, ulong>? gap)
    {
        gap = null;
        var (points, others) = (new InputIndex(_points), new InputIndex(_others));
        var (matters, bad) = (goal.Meaning.Matters(), goal.Violated.Target);

        // The part of it that is about the points alone settles most of those that do not matter without a search.
        var mayMatter = goal.Violated.Terms.All(Conjuncts(matters).Where(conjunct => !TermOrder.Variables(conjunct).Intersect(_others).Any()));
        var isSettled = goal.Violated.Terms.Or(precondition, goal.Violated.Terms.Not(mayMatter));
        if (points.Bits > MostPoints || others.Bits > MostOthers || BlockEvaluator.TryCreate([.. _points, .. _others], precondition, isSettled, matters, bad) is not { } block)
        {
            return false;
        }

        for (var start = 0UL; start < 1UL << points.Bits; start += (ulong)block.Lanes)
        {
            var lanes = (int)Math.Min((ulong)block.Lanes, (1UL << points.Bits) - start);
            foreach (var lane in Unsettled(block, points, start, lanes, others, isSettled, bad))
            {
                if (context.IsOver)
                {
                    return false;
                }

                var point = start + (ulong)lane;
                foreach (var (input, offset) in points.Fields)
                {
                    block[input].Fill(points.Field(point, input, offset));
                }

                if (IsGap(block, others, precondition, matters, bad))
                {
                    gap = points.Fields.ToDictionary(field => goal.Variables.First(variable => variable.Term == field.Input).Name, field => points.Field(point, field.Input, field.Offset));
                    return true;
                }
            }
        }

        return true;
    }

    private static IEnumerable<Term> Conjuncts(Term term) => term.Op == Op.And ? term.Args.SelectMany(Conjuncts) : [term];

    // Points that need a search: no remembered value of the others shows that the precondition must not hold there.
    private List<int> Unsettled(BlockEvaluator block, InputIndex points, ulong start, int lanes, InputIndex others, Term settled, Term bad)
    {
        var isSettled = new bool[lanes];
        foreach (var witness in _witnesses.DefaultIfEmpty(0UL))
        {
            Fill(block, points, lanes, lane => start + (ulong)lane);
            Fill(block, others, lanes, _ => witness);
            block.Run();
            for (var lane = 0; lane < lanes; lane++)
            {
                isSettled[lane] |= block[settled][lane] != 0 || block[bad][lane] != 0;
            }
        }

        return [.. Enumerable.Range(0, lanes).Where(lane => !isSettled[lane])];
    }

    private static void Fill(BlockEvaluator block, InputIndex index, int lanes, Func<int, ulong> at)
    {
        foreach (var (input, offset) in index.Fields)
        {
            var values = block[input];
            for (var lane = 0; lane < lanes; lane++)
            {
                values[lane] = index.Field(at(lane), input, offset);
            }
        }
    }

    private bool IsGap(BlockEvaluator block, InputIndex others, Term precondition, Term matters, Term bad)
    {
        var doesMatter = false;
        for (var start = 0UL; start < 1UL << others.Bits; start += (ulong)block.Lanes)
        {
            var lanes = (int)Math.Min((ulong)block.Lanes, (1UL << others.Bits) - start);
            var first = start;
            Fill(block, others, lanes, lane => first + (ulong)lane);
            block.Run();
            if (block.FirstTrue(bad, lanes) is >= 0 and var witness)
            {
                Remember(start + (ulong)witness);
                return false;
            }

            if (block[precondition][0] != 0)
            {
                return false;
            }

            doesMatter |= block.FirstTrue(matters, lanes) >= 0;
        }

        return doesMatter;
    }

    private void Remember(ulong witness)
    {
        _witnesses.Remove(witness);
        _witnesses.Insert(0, witness);
        if (_witnesses.Count > MostWitnesses)
        {
            _witnesses.RemoveAt(MostWitnesses);
        }
    }
}
