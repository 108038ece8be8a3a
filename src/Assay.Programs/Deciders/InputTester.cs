using Assay.Programs.Evaluation;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders;

/// <summary>Tries many single inputs of a goal: collects them in blocks and keeps the smallest that reaches the target.</summary>
internal sealed class InputTester
{
    private readonly Goal _goal;
    private readonly InputOrder _order;
    private readonly BlockEvaluator? _block;
    private readonly TermEvaluator? _single;
    private readonly List<Value[]> _waiting = [];

    public InputTester(Goal goal)
    {
        _goal = goal;
        _order = new InputOrder(goal.Variables);
        _block = BlockEvaluator.TryCreate(goal.Inputs, goal.Target);
        _single = _block is null ? new TermEvaluator(goal.Target) : null;
    }

    /// <summary>How many inputs are tried at once.</summary>
    public int BlockSize => _block?.Lanes ?? 1;

    /// <summary>How much one input costs, in operations; more where no block is possible.</summary>
    public int Operations => _block?.Operations ?? 400;

    /// <summary>The smallest input so far that reaches the target, as values of the goal's inputs.</summary>
    public Value[]? Best { get; private set; }

    /// <summary>How many inputs were tried.</summary>
    public long Count { get; private set; }

    /// <summary>Tries an input, now or with the next block.</summary>
    public void Add(Value[] input)
    {
        _waiting.Add(input);
        if (_waiting.Count >= BlockSize)
        {
            Flush();
        }
    }

    /// <summary>Makes an input that is known to reach the target the best so far.</summary>
    public void Start(Value[] input) => Best = input;

    /// <summary>Tries what is waiting.</summary>
    public void Flush()
    {
        Count += _waiting.Count;
        if (_block is not null)
        {
            FlushBlock(_block);
        }
        else
        {
            foreach (var input in _waiting)
            {
                _single!.Run(term => input[IndexOf(term)]);
                if (_single[_goal.Target].IsTrue)
                {
                    Keep(input);
                }
            }
        }

        _waiting.Clear();
    }

    /// <summary>The best input by variable.</summary>
    public Dictionary<Term, Value> BestInput() => _goal.Assign(Best!);

    private void FlushBlock(BlockEvaluator block)
    {
        for (var i = 0; i < _goal.Inputs.Count; i++)
        {
            var lanes = block[_goal.Inputs[i]];
            for (var lane = 0; lane < _waiting.Count; lane++)
            {
                lanes[lane] = (ulong)_waiting[lane][i].Bits;
            }
        }

        block.Run();
        var reached = block[_goal.Target];
        for (var lane = 0; lane < _waiting.Count; lane++)
        {
            if (reached[lane] != 0)
            {
                Keep(_waiting[lane]);
            }
        }
    }

    private void Keep(Value[] input)
    {
        if (Best is null || _order.Compare(input, Best) < 0)
        {
            Best = input;
        }
    }

    private int IndexOf(Term term)
    {
        for (var i = 0; i < _goal.Inputs.Count; i++)
        {
            if (_goal.Inputs[i] == term)
            {
                return i;
            }
        }

        // Not an input of the goal: its value does not matter.
        return 0;
    }
}
