using System.Globalization;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;
using Assay.Verdicts;

namespace Assay.Programs.Frontends.Alive;

/// <summary>Runs a rewrite on one input with the plain interpreter, on terms that no rule has simplified.</summary>
internal sealed class RewriteReplay
{
    private const int MostBitsOfUndef = 20;

    private readonly Rewrite _rewrite;
    private readonly RewriteGoal _goal;
    private readonly TermEvaluator _evaluator;
    private readonly Dictionary<Term, Value> _input = [];

    public RewriteReplay(Rewrite rewrite, Widths widths, bool newSemantics)
    {
        _rewrite = rewrite;
        _goal = new RewriteGoal(new TermFactory(simplify: false), rewrite, widths, newSemantics);
        _evaluator = new TermEvaluator(
        [
            _goal.Violated.Target, _goal.Applies,
            .. _goal.Meaning.Replaced.SelectMany(register => new[] { register.Source, register.Target }).SelectMany(Parts),
            .. _goal.Meaning.Registers.SelectMany(register => Parts(register.Meaning)),
        ]);
    }

    private static IEnumerable<Term> Parts(RegisterMeaning meaning) => [meaning.Value, .. meaning.Defined, .. meaning.Sound];

    /// <summary>Whether the rewrite is wrong on an input, whatever the source's <c>undef</c> is.</summary>
    /// <param name="input">A value for every variable of <see cref="RewriteGoal"/>.</param>
    public bool IsWrong(IReadOnlyList<Value> input)
    {
        for (var i = 0; i < input.Count; i++)
        {
            _input[_goal.Variables[i].Term] = input[i];
        }

        var undefs = _goal.Meaning.SourceUndefined;
        var bits = undefs.Sum(undef => undef.Width);
        for (var choice = 0UL; choice < 1UL << Math.Min(bits, MostBitsOfUndef); choice++)
        {
            var rest = choice;
            foreach (var undef in undefs)
            {
                _input[undef] = new Value(undef.Sort, rest);
                rest = undef.Width < 64 ? rest >> undef.Width : 0;
            }

            _evaluator.Run(term => _input[term]);
            if (!_evaluator[_goal.Violated.Target].IsTrue)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether an input meets the precondition.</summary>
    public bool Applies => _evaluator[_goal.Applies].IsTrue;

    /// <summary>Tells a counterexample; null when it is none.</summary>
    public Example? Describe(IReadOnlyList<Value> input, Minimality minimality)
    {
        if (!IsWrong(input))
        {
            return null;
        }

        var wrong = _goal.Meaning.Replaced.First(IsWorse);
        return new Example(
            [.. _goal.Variables.Select((variable, i) => new NamedValue(variable.Name, variable.Type.Name, RewriteValue.Of(input[i])))],
            minimality,
            Happening(wrong),
            [new NamedValue($"source {wrong.Name}", "", State(wrong.Source)), new NamedValue($"target {wrong.Name}", "", State(wrong.Target))],
            [.. Steps()]);
    }

    private IEnumerable<TraceStep> Steps() => _goal.Meaning.Registers.Select(register =>
        new TraceStep(register.IsTarget ? "target" : "source", NodeText.Of(register.Instruction), register.Instruction.Result, State(register.Meaning)));

    private bool All(IEnumerable<Term> conditions) => conditions.All(condition => _evaluator[condition].IsTrue);

    private bool IsWorse(ReplacedRegister register) => All(register.Source.Defined) && All(register.Source.Sound)
        && (!All(register.Target.Defined) || !All(register.Target.Sound) || _evaluator[register.Source.Value] != _evaluator[register.Target.Value]);

    private string Happening(ReplacedRegister register) =>
        register.Name.StartsWith("block ", StringComparison.Ordinal) ? $"The source reaches {register.Name}, the target does not."
        : !All(register.Target.Defined) ? $"The target of {register.Name} has undefined behaviour, the source has not."
        : !All(register.Target.Sound) ? $"The target of {register.Name} is poison, the source is not."
        : $"The values of {register.Name} differ.";

    private string State(RegisterMeaning meaning) =>
        !All(meaning.Defined) ? "undefined behaviour"
        : !All(meaning.Sound) ? "poison"
        : RewriteValue.Of(_evaluator[meaning.Value]);
}
