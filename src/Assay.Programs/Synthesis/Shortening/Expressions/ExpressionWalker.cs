using System.Numerics;

namespace Assay.Programs.Synthesis.Shortening.Expressions;

/// <summary>
/// Goes through the sets of values that programs of one length can compute before their last step, and tries every last step.
/// One walker belongs to one thread.
/// </summary>
/// <remarks>
/// A value is its row of results on the tests. Why nothing is lost, given that every shorter program fails a test:
/// <list type="bullet">
/// <item>A step whose row equals that of an earlier value could be replaced by it, and a step that is not used could be left
/// out. Both would give a shorter program that passes the tests; so rows differ, and every step is used, whichever way a row
/// is computed. The first way that was found serves.</item>
/// <item>The order of steps that do not need each other is of no account, so that a set of rows is visited once: what can be
/// computed is kept in the order of its discovery, and after one row has been chosen, only later ones may follow.</item>
/// <item>A step uses up at most two values and leaves one, so that with r steps to go at most r + 1 may be unused.</item>
/// </list>
/// </remarks>
internal sealed class ExpressionWalker
{
    private readonly ExpressionTask _task;
    private readonly LastStep _last;
    private readonly int _length;
    private readonly Func<ExpressionWalker, ExpressionProgram, bool> _matched;
    private readonly Func<ExpressionWalker, bool> _stops;
    private readonly ValueRows _rows;
    private readonly List<(ExpressionOperation Operation, int Left, int Right)> _origins = [];
    private uint[] _uses = new uint[1 << 12];
    private readonly int[] _chosen;
    private readonly int[] _values;
    private readonly ExpressionOperation[] _unary;
    private readonly ExpressionOperation[] _binary;
    private int _valueCount;
    private int _chosenCount;
    private bool _stopped;

    /// <param name="task">What is sought.</param>
    /// <param name="tests">What tells programs apart.</param>
    /// <param name="length">How many steps programs have.</param>
    /// <param name="matched">Told of a program that passes the tests; true ends the walk.</param>
    /// <param name="stops">Asked now and then whether to stop.</param>
    public ExpressionWalker(
        ExpressionTask task, ExpressionTests tests, int length, Func<ExpressionWalker, ExpressionProgram, bool> matched, Func<ExpressionWalker, bool> stops)
    {
        (_task, _length, _matched, _stops) = (task, length, matched, stops);
        _last = new LastStep(task, tests);
        _rows = new ValueRows(tests.Lanes, task.Width);
        _chosen = new int[length];
        _values = new int[task.Leaves + length];
        _unary = [.. task.Operations.Where(operation => operation.IsUnary)];
        _binary = [.. task.Operations.Where(operation => !operation.IsUnary)];
        for (var leaf = 0; leaf < task.Leaves; leaf++)
        {
            // A constant may equal another one, or, where the assumption says so, an input.
            if (_rows.TryAdd(tests.LeafRows.AsSpan(leaf * tests.Lanes, tests.Lanes)))
            {
                _values[_valueCount++] = _rows.Count - 1;
                _origins.Add((task.Operations[0], leaf, leaf));
            }
        }

        DistinctLeaves = _valueCount;
        if (length >= 2)
        {
            var all = _valueCount;
            for (_valueCount = 1; _valueCount <= all; _valueCount++)
            {
                Discover(_values[_valueCount - 1]);
            }

            _valueCount = all;
        }
    }

    /// <summary>How many leaves differ on the tests.</summary>
    public int DistinctLeaves { get; }

    /// <summary>How many first steps there are.</summary>
    public int Branches => _rows.Count - DistinctLeaves;

    /// <summary>The first step that is being tried.</summary>
    public int Branch { get; private set; }

    /// <summary>How many programs were compared with what is wanted; those that only differ in equal values are one.</summary>
    public long Programs { get; private set; }

    /// <summary>Tries programs of no step or one.</summary>
    public void WalkShortest()
    {
        for (var i = 0; i < DistinctLeaves && !_stopped; i++)
        {
            if (_length == 0)
            {
                Programs++;
                if (_last.Reaches(ExpressionOperator.And, _rows[i], _rows[i]))
                {
                    Report([], _origins[i].Left);
                }
            }
            else
            {
                // Values after this one are paired with it in their own turn.
                _valueCount = i;
                Finish(i, 0);
            }
        }
    }

    /// <summary>Tries the programs of two steps or more whose first step, in the order of discovery, is this one.</summary>
    public void Walk(int branch)
    {
        Branch = branch;
        Choose(DistinctLeaves + branch, unused: 0, left: _length);
    }

    /// <summary>Makes it ready for another branch after one was left.</summary>
    public void Restart() => _stopped = false;

    // Takes a row as the next value, with so many steps to go, itself and the last one included.
    private void Choose(int row, uint unused, int left)
    {
        var rest = unused & ~_uses[row];
        if (BitOperations.PopCount(rest) > left - 1)
        {
            return;
        }

        if (left == 2)
        {
            Finish(row, rest);
            return;
        }

        if (_stopped || _stops(this))
        {
            _stopped = true;
            return;
        }

        var (known, values) = (_rows.Count, _valueCount);
        unused = rest | (1U << _chosenCount);
        _chosen[_chosenCount++] = row;
        _values[_valueCount++] = row;
        Discover(row);
        for (var next = row + 1; next < _rows.Count && !_stopped; next++)
        {
            Choose(next, unused, left - 1);
        }

        (_chosenCount, _valueCount) = (_chosenCount - 1, values);
        _rows.Truncate(known);
        _origins.RemoveRange(known, _origins.Count - known);
    }

    // What can be computed from the last value, together with those before it.
    private void Discover(int row)
    {
        foreach (var operation in _unary)
        {
            Add(operation, row, row);
        }

        for (var i = 0; i < _valueCount; i++)
        {
            var other = _values[i];
            foreach (var operation in _binary)
            {
                Add(operation, other, row);
                if (!operation.IsCommutative && other != row)
                {
                    Add(operation, row, other);
                }
            }
        }
    }

    private void Add(ExpressionOperation operation, int left, int right)
    {
        if (!_rows.TryAdd(operation.Operator, left, right))
        {
            return;
        }

        if (_rows.Count > _uses.Length)
        {
            Array.Resize(ref _uses, 2 * _uses.Length);
        }

        _uses[_rows.Count - 1] = PlaceOf(left) | PlaceOf(right);
        _origins.Add((operation, left, right));
    }

    private uint PlaceOf(int row)
    {
        var place = Array.IndexOf(_chosen, row, 0, _chosenCount);
        return place < 0 ? 0 : 1U << place;
    }

    // The last step must use the row, and the one value besides that nothing has used.
    private void Finish(int row, uint rest)
    {
        var first = _rows.First(row);
        if (rest != 0)
        {
            var other = _chosen[BitOperations.TrailingZeroCount(rest)];
            var trace = LastStep.Trace(_rows.First(other));
            foreach (var operation in _binary)
            {
                if (_last.MayReach(operation.Operator, first, trace))
                {
                    Try(operation, row, other);
                }
            }

            Programs += 2 * _binary.Length;
            return;
        }

        var others = LastStep.Trace(first);
        for (var i = 0; i < _valueCount; i++)
        {
            others |= LastStep.Trace(_rows.First(_values[i]));
        }

        foreach (var operation in _unary)
        {
            TryOne(operation, row, row);
        }

        foreach (var operation in _binary)
        {
            if (!_last.MayReach(operation.Operator, first, others))
            {
                continue;
            }

            TryOne(operation, row, row);
            for (var i = 0; i < _valueCount; i++)
            {
                Try(operation, row, _values[i]);
            }
        }

        Programs += _unary.Length + (_binary.Length * ((2 * _valueCount) + 1));
    }

    private void Try(ExpressionOperation operation, int row, int other)
    {
        TryOne(operation, row, other);
        if (!operation.IsCommutative)
        {
            TryOne(operation, other, row);
        }
    }

    private void TryOne(ExpressionOperation operation, int left, int right)
    {
        if (_last.FirstReaches(operation.Operator, _rows.First(left), _rows.First(right))
            && _last.Reaches(operation.Operator, _rows[left], _rows[right]))
        {
            List<int> order = [.. _chosen.AsSpan(0, _chosenCount)];
            foreach (var row in new[] { left, right })
            {
                if (row >= DistinctLeaves && !order.Contains(row))
                {
                    order.Add(row);
                }
            }

            List<ExpressionStep> steps = [.. order.Select(row => Step(_origins[row], order)), Step((operation, left, right), order)];
            Report(steps, _task.Leaves + steps.Count - 1);
        }
    }

    private ExpressionStep Step((ExpressionOperation Operation, int Left, int Right) origin, List<int> order) =>
        new(origin.Operation, Number(origin.Left, order), Number(origin.Right, order));

    private int Number(int row, List<int> order) => row < DistinctLeaves ? _origins[row].Left : _task.Leaves + order.IndexOf(row);

    private void Report(IReadOnlyList<ExpressionStep> steps, int result)
    {
        if (!_stopped && _matched(this, new ExpressionProgram(_task.Leaves, steps, result)))
        {
            _stopped = true;
        }
    }
}
