using Assay.Programs.Deciders;
using Assay.Programs.Evaluation;
using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Assumptions;

/// <summary>
/// Constants that no text of the claim mentions: for claims about one integer, the places where trials change from good to
/// bad, found by halving.
/// </summary>
internal sealed class Thresholds(Goal goal, Term holds)
{
    private const int Most = 4;

    private readonly SortedSet<Signed128> _values = [];
    private bool _isSpent;

    public IReadOnlyDictionary<Term, IReadOnlyList<Signed128>> ByVariable => _values.Count == 0
        ? new Dictionary<Term, IReadOnlyList<Signed128>>()
        : new Dictionary<Term, IReadOnlyList<Signed128>> { [goal.Inputs[0]] = [.. _values] };

    public IEnumerable<Signed128> All => _values;

    /// <summary>Looks for thresholds among the inputs tried.</summary>
    /// <returns>Whether there are new ones.</returns>
    public bool Extend(CellTable table, CancellationToken cancellation)
    {
        if (_isSpent || goal.Inputs.Count != 1 || goal.Variables.Count != 1 || goal.Variables[0].Type.Kind != ClrKind.Integer)
        {
            return false;
        }

        _isSpent = true;
        var (type, evaluator) = (goal.Variables[0].Type, new TermEvaluator(holds, goal.Inputs[0]));
        List<(Signed128 Value, bool Good)> tried = [.. table.Cells
            .SelectMany(cell => ((Value[]?, bool)[])[(cell.GoodInput, true), (cell.BadInput, false)])
            .Where(input => input.Item1 is not null)
            .Select(input => (Read(input.Item1![0], type), input.Item2)).Distinct().OrderBy(input => input.Item1)];
        foreach (var (low, high) in tried.Zip(tried.Skip(1)).Where(pair => pair.First.Good != pair.Second.Good).Take(64))
        {
            cancellation.ThrowIfCancellationRequested();
            _values.Add(Halve(evaluator, type, low, high));
        }

        // What changes all the time has no thresholds; those nearest to zero may still bound where it is good.
        List<Signed128> nearest = [.. _values.Where(value => value >= 0).Take(Most), .. _values.Where(value => value < 0).TakeLast(Most)];
        _values.IntersectWith(nearest);
        return _values.Count > 0;
    }

    // The last value before the change.
    private Signed128 Halve(TermEvaluator evaluator, ClrType type, (Signed128 Value, bool Good) low, (Signed128 Value, bool Good) high)
    {
        while (high.Value - low.Value > 1)
        {
            var middle = low.Value + ((high.Value - low.Value) / 2);
            evaluator.Run(_ => Value.Of(middle, type.Bits));
            (low, high) = evaluator[holds].IsTrue == low.Good ? ((middle, low.Good), high) : (low, (middle, high.Good));
        }

        return low.Value;
    }

    private static Signed128 Read(Value value, ClrType type) => type.Signed ? value.Signed : (Signed128)value.Bits;
}
