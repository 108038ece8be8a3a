using Assay.Programs.Deciders;
using Assay.Programs.Terms;

namespace Assay.Programs.Assumptions;

/// <summary>
/// Looks for the weakest assumption of a claim: guesses the smallest formula that separates the good inputs tried so far
/// from the bad ones, and tries to prove it in both directions. A counterexample to either is one more input that was tried
/// (counterexample-guided synthesis: Solar-Lezama et al., ASPLOS 2006; Padhi, Sharma, Millstein, PLDI 2016). Only the
/// two proofs count; how the guess came about does not matter.
/// </summary>
/// <param name="goal">The claim's inputs and assumptions.</param>
/// <param name="holds">Where the statement is true.</param>
/// <param name="vocabulary">Gives the atoms, for thresholds that trials suggest.</param>
/// <param name="portfolio">Proves.</param>
/// <param name="context">What may be used.</param>
internal sealed class AssumptionSearch(
    Goal goal, Term holds, AssumptionSearch.Vocabulary vocabulary, Portfolio portfolio, DecisionContext context)
{
    private const int MostRounds = 80;
    private const int MostSufficientRounds = 30;

    // Where inputs are enumerated, once is enough for both directions.
    private const int TogetherBits = 42;
    private const int FirstCells = 192;
    private const int MoreCells = 24;
    private const int LeastShare = 20;
    private const int MostRefused = 5;

    // What is true of one good input or two says nothing that is worth knowing.
    private const int LeastGood = 3;

    private readonly HashSet<string> _provers = [];
    private IReadOnlyList<Atom> _atoms = [];
    private CellTable _table = null!;
    private Thresholds _thresholds = null!;

    /// <summary>The atoms, given thresholds beyond the constants of the claim.</summary>
    internal delegate IReadOnlyList<Atom> Vocabulary(IReadOnlyDictionary<Term, IReadOnlyList<Signed128>> thresholds);

    /// <summary>The result within the budget.</summary>
    public AssumptionResult Find()
    {
        _thresholds = new Thresholds(goal, holds);
        Rebuild([]);
        if (Both() is { } settled)
        {
            return settled;
        }

        for (var round = 0; round < MostRounds; round++)
        {
            if (context.IsOver)
            {
                return new NoAssumption("The budget ended before a formula was found.");
            }

            context.Report("looking for the weakest assumption", null);
            if (_table.Mixed is not null)
            {
                if (!_thresholds.Extend(_table, context.Cancellation))
                {
                    return Sufficient("no formula of the vocabulary is exact");
                }

                Rebuild([.. _table.Cells.SelectMany(cell => (Value[]?[])[cell.GoodInput, cell.BadInput]).OfType<Value[]>()]);
                continue;
            }

            if (Guess() is not { } formula)
            {
                return Sufficient("no small formula separates the good inputs from the bad ones");
            }

            if (Prove(formula, FormulaTerm.Of(formula, goal.Terms, _atoms)) is { } result)
            {
                return result;
            }
        }

        return Sufficient("too many guesses failed");
    }

    private void Rebuild(IReadOnlyList<Value[]> more)
    {
        _atoms = vocabulary(_thresholds.ByVariable);
        _table = new CellTable(goal, holds, _atoms);
        _table.Add([.. more, .. TrialInputs.Of(goal, _thresholds.All, _table.IsFast)], context.Cancellation);
    }

    // Makes sure that good and bad inputs are known.
    private AssumptionResult? Both()
    {
        if (!_table.HasGood)
        {
            switch (Check(holds))
            {
                case true:
                    return new NoGoodInput(Provers());
                case false:
                    return new NoAssumption("No input is known on which the claim holds.");
            }
        }

        return !_table.HasBad && Check(goal.Terms.Not(holds)) is not null ? new NoAssumption("No counterexample is known.") : null;
    }

    // Some cells are enough to guess from, as long as the guess is right on all.
    private Formula? Guess()
    {
        var (atoms, count) = (_table.FormulaAtoms(), _table.Cells.Count);
        var (good, bad) = (_table.Where(cell => cell.Good > 0), _table.Where(cell => cell.Bad > 0));
        var cared = TruthVector.Of(count, i => count <= FirstCells || i % ((count / FirstCells) + 1) == 0);
        cared |= TruthVector.Of(count, i => i == good.Points().First() || i == bad.Points().First());
        while (new FormulaSearch(atoms, context.Cancellation).Smallest(good & cared, bad & cared) is { } formula)
        {
            var truth = FormulaTerm.On(formula, atoms);
            var wrong = (good - truth) | (truth & bad);
            if (wrong.IsNowhere)
            {
                return formula;
            }

            List<int> points = [.. wrong.Points()];
            HashSet<int> added = [.. points.Where((_, i) => i % ((points.Count / MoreCells) + 1) == 0)];
            cared |= TruthVector.Of(count, added.Contains);
            if (context.IsOver)
            {
                return null;
            }
        }

        return null;
    }

    // Null when a counterexample has been added to what was tried.
    private AssumptionResult? Prove(Formula formula, Term term)
    {
        var (fails, misses) = (goal.Terms.And(term, goal.Terms.Not(holds)), goal.Terms.And(goal.Terms.Not(term), holds));
        if (goal.Bits <= TogetherBits && Check(goal.Terms.Or(fails, misses)) is var both && both != false)
        {
            return both is null ? null : new ExactAssumption(formula.Text, term, Provers());
        }

        return Check(fails) switch
        {
            null => null,
            false => Sufficient("what was guessed could not be proved"),
            true => Check(misses) switch
            {
                null => null,
                false => new SufficientAssumption(formula.Text, Provers(), null),
                true => new ExactAssumption(formula.Text, term, Provers()),
            },
        };
    }

    private AssumptionResult Sufficient(string why)
    {
        HashSet<string> refused = [];
        for (var round = 0; round < MostSufficientRounds && !context.IsOver; round++)
        {
            List<long> weights = [.. _table.Cells.Select(cell => cell.Good)];
            List<FormulaAtom> atoms = [.. _table.FormulaAtoms().Select(atom => TellsMuch(atom, weights) ? atom : atom with { Truth = TruthVector.Of(weights.Count, _ => false) })];
            var (on, off) = (_table.Where(cell => cell.Bad == 0), _table.Where(cell => cell.Bad > 0));
            if (new FormulaSearch(atoms, context.Cancellation).Widest(on, off, weights, refused) is not { } formula)
            {
                break;
            }

            var truth = FormulaTerm.On(formula, atoms);
            switch (Check(goal.Terms.And(FormulaTerm.Of(formula, goal.Terms, _atoms), goal.Terms.Not(holds))))
            {
                case true when weights.Where((_, i) => truth[i]).Sum() * LeastShare < weights.Sum():
                    return new NoAssumption($"No assumption was found: {why}, and what suffices covers but a few inputs.");
                case true:
                    var outside = _table.Cells.Where((cell, i) => cell.Good > 0 && !truth[i]).Select(cell => (IReadOnlyList<Value>)cell.GoodInput!).Min(new InputOrder(goal.Variables));
                    return new SufficientAssumption(formula.Text, Provers(), outside is null ? null : Show(outside));
                case false when refused.Count > MostRefused:
                    return new NoAssumption($"No assumption was found: {why}, and no sufficient one could be proved.");
                case false:
                    refused.UnionWith(formula is JoinedFormula { IsAnd: false } joined ? joined.Parts.Select(part => part.Text) : []);
                    refused.Add(formula.Text);
                    break;
            }
        }

        return new NoAssumption($"No assumption was found: {why}{(refused.Count > 0 ? ", and no sufficient one could be proved" : "")}.");
    }

    private static bool TellsMuch(FormulaAtom atom, List<long> weights) => atom.Truth.Points().Sum(point => weights[point]) >= LeastGood;

    // True: no input reaches it. Null: one does, and is among those tried now. False: nobody knows.
    private bool? Check(Term target)
    {
        var question = goal.WithTarget(goal.Terms.And(goal.Assumed, target));
        var conclusion = portfolio.Decide(question, context.Within(context.Left / 2), []);
        switch (conclusion.Decision)
        {
            case None:
                _provers.Add(conclusion.Decider);
                return true;
            case Found found:
                _table.Add(TrialInputs.Around([.. goal.Inputs.Select(input => found.Input.GetValueOrDefault(input, new Value(input.Sort, 0)))]), context.Cancellation);
                return null;
            default:
                return false;
        }
    }

    private string Provers() => string.Join(", ", _provers);

    private string Show(IReadOnlyList<Value> input) => string.Join(", ", goal.Variables.Select((variable, i) => $"{variable.Name} = {Questions.ValueText.Format(input[i], variable.Type)}"));
}
