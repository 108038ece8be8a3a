using Assay.Programs.Evaluation;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders;

/// <summary>
/// Takes goals with signed division apart by the signs of what is divided. Where these are known, the division is one of
/// unsigned numbers, and what remains often contradicts itself without either quotient.
/// </summary>
internal sealed class Signs : IDecider
{
    private const int MostVariables = 4;
    private const double Share = 0.5;

    private static readonly IDecider[] Deciders = [new Structure(), new FewConflicts(FewConflicts.While), new Sat()];

    public string Name => "Signs";

    public string? Refuses(Goal goal) => goal.Unknowns.Count > 0 ? "values take part that nothing defines" : Divided(goal).Count switch
    {
        0 => "no variable is divided as a signed number",
        > MostVariables => $"more than {MostVariables} variables are divided",
        _ => null,
    };

    public Decision Decide(Goal goal, DecisionContext context)
    {
        var limit = context.Within(context.Left * Share);
        var divided = Divided(goal);
        for (var signs = 0; signs < 1 << divided.Count; signs++)
        {
            if (limit.IsOver)
            {
                return new NoAnswer($"the time ended after {signs} of {1 << divided.Count} cases by signs");
            }

            var halves = divided.Select((variable, i) => Half(goal.Terms, variable, isNegative: (signs >> i & 1) == 1)).ToDictionary(half => half.Variable);
            var replacements = halves.ToDictionary(half => half.Key, half => half.Value.Whole);
            var rest = Narrow(goal, halves, Substitution.Apply(goal.Terms, goal.Target, replacements));
            switch (Settle(rest, limit))
            {
                case None:
                    continue;
                case Found found:
                    return new Found(
                        goal.Inputs.ToDictionary(input => input, input => replacements.TryGetValue(input, out var whole) ? TermEvaluator.Evaluate(whole, term => found.Input[term]) : found.Input[input]),
                        IsSmallest: false);
                default:
                    return new NoAnswer($"the case {string.Join(", ", divided.Select((variable, i) => $"{variable.Name} {((signs >> i & 1) == 1 ? "< 0" : ">= 0")}"))} could not be settled");
            }
        }

        return new None($"each of the {1 << divided.Count} cases by the signs of {string.Join(", ", divided.Select(variable => variable.Name))} contradicts itself");
    }

    private static Decision Settle(Goal goal, DecisionContext context)
    {
        foreach (var decider in Deciders.Where(decider => decider.Refuses(goal) is null))
        {
            if (context.IsOver)
            {
                break;
            }

            if (decider.Decide(goal, context) is var decision and not NoAnswer)
            {
                return decision;
            }
        }

        return new NoAnswer("not settled");
    }

    private static List<Term> Divided(Goal goal)
    {
        Term[] operands = [.. TermOrder.Of(goal.Target).Where(term => term.Op is Op.SDiv or Op.SRem).SelectMany(term => term.Args)];
        return operands.Length == 0 ? [] : [.. TermOrder.Variables(operands).Where(term => term.Sort.Kind == SortKind.BitVector && term.Width > 1).OrderBy(term => term.Id)];
    }

    // All bits but the sign, and the variable put together again.
    private static (Term Variable, Term Half, Term Whole) Half(TermFactory terms, Term variable, bool isNegative)
    {
        var half = terms.Variable(variable.Name ?? "half", Sort.BitVector(variable.Width - 1));
        return (variable, half, isNegative ? terms.Concat(terms.Constant(1, 1), half) : terms.ZeroExtend(half, variable.Width));
    }

    private static Goal Narrow(Goal goal, Dictionary<Term, (Term Variable, Term Half, Term Whole)> halves, Term target) => new()
    {
        Terms = goal.Terms,
        Variables = [.. goal.Variables.Select(variable => halves.TryGetValue(variable.Term, out var half) ? variable with { Term = half.Half } : variable)],
        Assumed = goal.Terms.True,
        Target = target,
    };
}
