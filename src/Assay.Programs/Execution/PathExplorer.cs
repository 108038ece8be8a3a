using Assay.Programs.Terms;

namespace Assay.Programs.Execution;

/// <summary>
/// Executes a program on terms: all paths at once, merging states that meet at the same place (Kuznetsov et al., 2012).
/// With constant inputs every condition is a constant, one path is left, and this is the plain interpreter.
/// </summary>
/// <remarks>
/// Places run in a <see cref="PlaceOrder"/>, so that a loop is finished before its exits go on. Any order is sound: a state
/// carries its own path condition.
/// </remarks>
/// <typeparam name="TState">What the program can change.</typeparam>
internal abstract class PathExplorer<TState>(TermFactory terms, ExecutionLimits limits, PlaceOrder order)
    where TState : class
{
    private const int Unsuspicious = 16;

    private readonly SortedDictionary<int, (Term Condition, TState State)> _pending =
        new(Comparer<int>.Create((a, b) => order.Rank(a).CompareTo(order.Rank(b))));

    private readonly Dictionary<int, (Term Condition, int Count)> _visits = [];
    private readonly List<Fault> _faults = [];

    protected TermFactory Terms { get; } = terms;

    protected ExecutionLimits Limits { get; } = limits;

    protected IReadOnlyList<Fault> Faults => _faults;

    /// <summary>On which inputs a loop was cut.</summary>
    protected Term Unfinished { get; private set; } = terms.False;

    /// <summary>Runs the instructions at a place, calling <see cref="Jump"/> and <see cref="Throw"/> as it goes.</summary>
    /// <param name="place">Where.</param>
    /// <param name="condition">On which inputs the program comes here.</param>
    /// <param name="state">The state; the callee owns it.</param>
    protected abstract void Step(int place, Term condition, TState state);

    /// <summary>The state that is <paramref name="a"/> where <paramref name="choice"/> holds, else <paramref name="b"/>.</summary>
    protected abstract TState Merge(Term choice, TState a, TState b);

    protected void Explore(int start, Term condition, TState state)
    {
        Jump(start, condition, state);
        while (_pending.Count > 0)
        {
            Limits.Cancellation.ThrowIfCancellationRequested();
            var (place, (reached, current)) = _pending.First();
            _pending.Remove(place);
            if (Exhausted(place, reached))
            {
                Unfinished = Terms.Or(Unfinished, reached);
                continue;
            }

            Step(place, reached, current);
        }
    }

    /// <summary>Goes on at a place on the inputs of a condition.</summary>
    protected void Jump(int place, Term condition, TState state)
    {
        if (condition.IsFalse)
        {
            return;
        }

        _pending[place] = _pending.TryGetValue(place, out var waiting)
            ? (Terms.Or(condition, waiting.Condition), Merge(Difference(condition, waiting.Condition), state, waiting.State))
            : (condition, state);
    }

    protected void Throw(Term condition, string exception, string where)
    {
        if (!condition.IsFalse)
        {
            _faults.Add(new Fault(condition, exception, where));
        }
    }

    protected void AddUnfinished(Term condition) => Unfinished = Terms.Or(Unfinished, condition);

    // What tells the first path from the second: the conjuncts that the second does not share. The two exclude each other.
    protected Term Difference(Term first, Term second)
    {
        var shared = new HashSet<Term>(Conjuncts(second));
        return Terms.All(Conjuncts(first).Where(conjunct => !shared.Contains(conjunct)));
    }

    private static List<Term> Conjuncts(Term term)
    {
        List<Term> found = [];
        Stack<Term> open = new([term]);
        while (open.TryPop(out var next))
        {
            if (next.Op == Op.And && found.Count + open.Count < 64)
            {
                open.Push(next.Args[1]);
                open.Push(next.Args[0]);
            }
            else
            {
                found.Add(next);
            }
        }

        return found;
    }

    // A place that is passed again under the same condition is in a loop whose bound is a constant: only the steps count.
    // Otherwise each passing is an unrolling, and goes on only while some sampled input still comes here.
    private bool Exhausted(int place, Term condition)
    {
        if (!Limits.Steps.Take())
        {
            return true;
        }

        var (last, count) = _visits.GetValueOrDefault(place);
        if (last == condition)
        {
            return false;
        }

        _visits[place] = (condition, count + 1);
        return count >= Limits.Unrollings || (count >= Unsuspicious && Limits.Reachable?.Invoke(condition) == false);
    }
}
