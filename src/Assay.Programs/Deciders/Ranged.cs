using Assay.Programs.Deciders.Exhaustion;
using Assay.Programs.Execution;
using Assay.Programs.Terms;
using Assay.Trials;

namespace Assay.Programs.Deciders;

/// <summary>Tries every input within the bounds that the assumptions set, where these leave few enough.</summary>
/// <param name="elsewhere">Runs trials, or null where this machine is all there is.</param>
/// <param name="worthSending">Another bound than <see cref="Exhaustive.WorthSending"/>.</param>
internal sealed class Ranged(ITrialExecutor? elsewhere = null, TimeSpan? worthSending = null) : IDecider
{
    private const int MostBits = 36;

    private readonly Exhaustive _exhaustive = new(elsewhere, worthSending);
    private readonly int _mostBits = elsewhere is null ? MostBits : Exhaustive.MostBits;

    public string Name => "Ranged";

    public string? Refuses(Goal goal)
    {
        if (goal.Unknowns.Count > 0)
        {
            return "values take part that nothing defines";
        }

        var bits = BitsOf(goal, VariableRanges.Of(goal));
        return bits >= goal.Bits ? "the assumptions bound no variable"
            : bits > _mostBits ? $"the assumptions leave 2^{bits} inputs, too many"
            : null;
    }

    public Decision Decide(Goal goal, DecisionContext context)
    {
        var ranges = VariableRanges.Of(goal);
        if (ranges.Values.Any(range => range.Low > range.High))
        {
            return new None("the bounds of the variables contradict each other");
        }

        var (terms, replacements, inside) = (goal.Terms, new Dictionary<Term, Term>(), goal.Terms.True);
        List<ScalarVariable> narrow = [];
        foreach (var variable in goal.Variables)
        {
            if (!ranges.TryGetValue(variable.Term, out var range) || Width(range) >= variable.Term.Width)
            {
                narrow.Add(variable);
                continue;
            }

            var width = Math.Max(1, Width(range));
            var offset = terms.Variable(variable.Name, Sort.BitVector(width));
            narrow.Add(variable with { Term = offset, Type = new ClrType(ClrKind.Integer, "bits", width) });
            inside = terms.And(inside, terms.ULe(offset, terms.Constant(range.High - range.Low, width)));
            replacements[variable.Term] = terms.Add(terms.ZeroExtend(offset, variable.Term.Width), terms.Constant(range.Low, variable.Term.Width));
        }

        var target = terms.And(inside, Substitution.Apply(terms, goal.Target, replacements));
        var decision = Search(new Goal { Terms = terms, Variables = narrow, Assumed = terms.True, Target = target }, context);
        return decision switch
        {
            None => new None($"all inputs within the bounds of the assumptions were tried, 2^{narrow.Sum(variable => variable.Term.Width)} at most"),
            Found found => new Found(Widen(goal, narrow, replacements, found), IsSmallest: false),
            _ => decision,
        };
    }

    private Decision Search(Goal goal, DecisionContext context) => goal.Target.IsFalse
        ? new None("the bounds alone settle it")
        : _exhaustive.Refuses(goal) is { } refusal ? new NoAnswer(refusal) : _exhaustive.Decide(goal, context);

    private static Dictionary<Term, Value> Widen(Goal goal, List<ScalarVariable> narrow, Dictionary<Term, Term> replacements, Found found) =>
        goal.Variables.Zip(narrow).ToDictionary(
            pair => pair.First.Term,
            pair => replacements.TryGetValue(pair.First.Term, out var wide)
                ? Evaluation.TermEvaluator.Evaluate(wide, term => found.Input[term])
                : found.Input[pair.Second.Term]);

    private static int BitsOf(Goal goal, IReadOnlyDictionary<Term, (Signed128 Low, Signed128 High)> ranges) =>
        goal.Variables.Sum(variable => ranges.TryGetValue(variable.Term, out var range)
            ? Math.Min(variable.Term.Width, Width(range))
            : variable.Term.Width);

    // Bits that the distance between the bounds takes; none when they contradict each other or meet.
    private static int Width((Signed128 Low, Signed128 High) range) =>
        range.High <= range.Low ? 0 : 128 - Signed128.LeadingZeroCount(range.High - range.Low);
}
