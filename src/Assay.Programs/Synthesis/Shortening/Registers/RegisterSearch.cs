using Assay.Programs.Deciders;

namespace Assay.Programs.Synthesis.Shortening.Registers;

/// <summary>
/// Goes through the states that programs of growing length reach. A state is the contents of all registers on all tests: two
/// programs that reach the same one can be continued in the same ways, and need not both be.
/// </summary>
internal sealed class RegisterSearch
{
    private const int CheckEvery = 1 << 12;

    // Behind so many differences it pays to start again with more tests.
    private const int MostDifferences = 8;

    private readonly RegisterTask _task;
    private readonly int _tests;
    private readonly ulong[] _wanted;
    private readonly Func<IReadOnlyList<RegisterInstruction>, Judgement> _judge;
    private readonly DecisionContext _context;
    private readonly RegisterStates _states;
    private readonly List<Different> _differences = [];
    private readonly List<(IReadOnlyList<RegisterInstruction>, string)> _open = [];
    private int _frontier;
    private int _reached;
    private bool _keeps = true;
    private bool _isOver;
    private (IReadOnlyList<RegisterInstruction> Program, Same Proof)? _found;

    /// <param name="task">What is sought.</param>
    /// <param name="tests">The tests: of each the start of all registers, and the results.</param>
    /// <param name="judge">Decides about a program that passes the tests.</param>
    /// <param name="memory">Bytes that states may take.</param>
    /// <param name="context">What may be used.</param>
    public RegisterSearch(
        RegisterTask task, IReadOnlyList<(ulong[] Start, IReadOnlyList<ulong> Results)> tests,
        Func<IReadOnlyList<RegisterInstruction>, Judgement> judge, long memory, DecisionContext context)
    {
        (_task, _judge, _context, _tests) = (task, judge, context, tests.Count);
        var start = new ulong[task.Registers * _tests];
        _wanted = new ulong[task.Outputs.Count * _tests];
        for (var test = 0; test < _tests; test++)
        {
            for (var register = 0; register < task.Registers; register++)
            {
                start[(register * _tests) + test] = tests[test].Start[register];
            }

            for (var output = 0; output < task.Outputs.Count; output++)
            {
                _wanted[(output * _tests) + test] = tests[test].Results[output];
            }
        }

        _states = new RegisterStates(start.Length, memory);
        _states.TryAdd(start, -1, -1);
    }

    /// <summary>How many programs were tried since the last call.</summary>
    public long Programs { get; private set; }

    /// <summary>Whether every state that can be reached at all has been.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Programs that pass the tests and could not be decided.</summary>
    public IReadOnlyList<(IReadOnlyList<RegisterInstruction> Program, string Reason)> Open => _open;

    /// <summary>What was learnt from programs that pass the tests and are not equal.</summary>
    public IReadOnlyList<TestCase> Differences => [.. _differences.Select(different => different.Case)];

    /// <summary>The program that was found, or null.</summary>
    public (IReadOnlyList<RegisterInstruction> Program, Same Proof)? Found => _found;

    /// <summary>Tries all programs of the next length; to be called with 0, 1, 2, ...</summary>
    /// <returns>Whether the time sufficed.</returns>
    public bool Next(int length)
    {
        Programs = 0;
        if (length == 0)
        {
            Programs = 1;
            Check(_states[0], () => []);
            _reached = 1;
            return !_isOver;
        }

        if (_keeps && !Extend())
        {
            _keeps = false;
        }

        if (!_keeps)
        {
            Deepen(length);
        }

        _context.Cancellation.ThrowIfCancellationRequested();
        return !_isOver;
    }

    private int Depth { get; set; }

    // All states one instruction further, and whether there is room for them.
    private bool Extend()
    {
        var (from, to) = (_frontier, _reached);
        var next = new ulong[_states[0].Length];
        for (var state = from; state < to; state++)
        {
            for (var i = 0; i < _task.Instructions.Count; i++)
            {
                Apply(_task.Instructions[i], _states[state], next);
                if (IsOver() || _found is not null)
                {
                    return true;
                }

                if (_states.IsFull)
                {
                    _states.Truncate(to);
                    Programs = 0;
                    return false;
                }

                if (_states.TryAdd(next, state, i))
                {
                    var reached = _states.Count - 1;
                    Check(next, () => [.. _states.WayTo(reached).Select(way => _task.Instructions[way])]);
                }
            }
        }

        (_frontier, _reached) = (to, _states.Count);
        Depth++;
        IsClosed = _frontier == _reached;
        return true;
    }

    // From the last states that were kept, without keeping more.
    private void Deepen(int length)
    {
        var left = length - Depth;
        var stack = Enumerable.Range(0, left + 1).Select(_ => new ulong[_states[0].Length]).ToArray();
        var way = new int[left];
        for (var state = _frontier; state < _reached && !_isOver && _found is null && _differences.Count < MostDifferences; state++)
        {
            _states[state].CopyTo(stack[left]);
            Deepen(state, left, stack, way);
        }
    }

    private void Deepen(int state, int left, ulong[][] stack, int[] way)
    {
        if (Wrong(stack[left]) > left * _task.MostRepairs)
        {
            return;
        }

        for (var i = 0; i < _task.Instructions.Count && _found is null; i++)
        {
            if (IsOver())
            {
                return;
            }

            way[^left] = i;
            Apply(_task.Instructions[i], stack[left], stack[left - 1]);
            if (left == 1)
            {
                Check(stack[0], () => [.. _states.WayTo(state).Concat(way).Select(step => _task.Instructions[step])]);
            }
            else
            {
                Deepen(state, left - 1, stack, way);
            }
        }
    }

    private bool IsOver()
    {
        if (++Programs % CheckEvery == 0)
        {
            _isOver = _isOver || _context.IsOver || _context.Cancellation.IsCancellationRequested;
        }

        return _isOver || _differences.Count >= MostDifferences;
    }

    private void Apply(RegisterInstruction instruction, ReadOnlySpan<ulong> from, Span<ulong> into)
    {
        from.CopyTo(into);
        var (target, source) = (instruction.Target * _tests, instruction.Source * _tests);
        for (var test = 0; test < _tests; test++)
        {
            into[target + test] = instruction.Operation.Apply(from[target + test], from[source + test], _task.Width);
        }

        if (instruction.Exchanges)
        {
            from.Slice(target, _tests).CopyTo(into[source..]);
        }
    }

    private int Wrong(ReadOnlySpan<ulong> state)
    {
        var wrong = 0;
        for (var output = 0; output < _task.Outputs.Count; output++)
        {
            var same = state.Slice(_task.Outputs[output] * _tests, _tests).SequenceEqual(_wanted.AsSpan(output * _tests, _tests));
            wrong += same ? 0 : 1;
        }

        return wrong;
    }

    private void Check(ReadOnlySpan<ulong> state, Func<IReadOnlyList<RegisterInstruction>> program)
    {
        if (Wrong(state) > 0)
        {
            return;
        }

        var found = program();
        switch (_judge(found))
        {
            case Same proof:
                _found = (found, proof);
                break;
            case Different different:
                _differences.Add(different);
                break;
            case Open open:
                _open.Add((found, open.Reason));
                break;
        }
    }
}
