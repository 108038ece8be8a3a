using Assay.Programs.Evaluation;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders;

/// <summary>
/// Is there an input for which no value of other variables does what is wanted? Tries, for each input, every value of the
/// others until one does it, the last successful ones first.
/// </summary>
internal sealed class Alternation
{
    private const int MostInnerBits = 32;
    private const int MostBits = 40;
    private const int Remembered = 8;

    public const string Name = "Alternation";

    private readonly Goal _outer;
    private readonly IReadOnlyList<Term> _inner;
    private readonly Term _wanted;
    private readonly BlockEvaluator? _block;
    private readonly Exhaustion.InputIndex _innerIndex;
    private readonly List<ulong> _lastWitnesses = [];

    /// <summary>Whether some input met the assumption.</summary>
    public bool AnyMet { get; private set; }

    /// <param name="outer">The inputs; its target is what they have to meet, the assumption.</param>
    /// <param name="inner">The variables of which one value is enough.</param>
    /// <param name="wanted">What that value has to do.</param>
    public Alternation(Goal outer, IReadOnlyList<Term> inner, Term wanted)
    {
        _outer = outer;
        _inner = inner;
        _wanted = wanted;
        _innerIndex = new Exhaustion.InputIndex(inner);
        _block = BlockEvaluator.TryCreate([.. outer.Variables.Select(variable => variable.Term), .. inner], outer.Target, wanted);
    }

    /// <summary>Looks at every input.</summary>
    /// <returns>An input without such a value, or that there is none.</returns>
    public Decision Decide(DecisionContext context)
    {
        var index = new Exhaustion.InputIndex([.. _outer.Variables.Select(variable => variable.Term)]);
        if (_block is null || _innerIndex.Bits > MostInnerBits || index.Bits + _innerIndex.Bits > MostBits)
        {
            return new NoAnswer($"2^{index.Bits} inputs with 2^{_innerIndex.Bits} values each are too many");
        }

        var order = new InputOrder(_outer.Variables);
        Value[]? best = null;
        for (var i = 0UL; i < 1UL << index.Bits; i++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if ((i & 255) == 0)
            {
                context.Report($"{Name}: inputs", Math.ScaleB(i, -index.Bits));
            }

            var input = index.Fields.Select(field => new Value(field.Input.Sort, index.Field(i, field.Input, field.Offset))).ToArray();
            if (best is not null && order.Compare(input, best) >= 0)
            {
                continue;
            }

            if (HasWitness(input, context) is not { } has)
            {
                return new NoAnswer($"the budget ended after {i:N0} of 2^{index.Bits} inputs");
            }

            best = has ? best : input;
        }

        return best is null
            ? new None($"each of the 2^{index.Bits} inputs was tried, and has one")
            : new Found(_outer.Assign(best), IsSmallest: true);
    }

    // Null when the budget ended first. Inputs outside the assumption need no witness.
    private bool? HasWitness(Value[] input, DecisionContext context)
    {
        var block = _block!;
        for (var i = 0; i < input.Length; i++)
        {
            block[_outer.Variables[i].Term].Fill((ulong)input[i].Bits);
        }

        var count = 1UL << _innerIndex.Bits;
        Fill(_lastWitnesses.Count, lane => _lastWitnesses[lane]);
        block.Run();
        if (block[_outer.Target][0] == 0)
        {
            return true;
        }

        AnyMet = true;
        if (block.FirstTrue(_wanted, _lastWitnesses.Count) >= 0)
        {
            return true;
        }

        for (var start = 0UL; start < count; start += (ulong)block.Lanes)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (context.IsOver)
            {
                return null;
            }

            var lanes = (int)Math.Min((ulong)block.Lanes, count - start);
            Fill(lanes, lane => start + (ulong)lane);
            block.Run();
            if (block.FirstTrue(_wanted, lanes) is >= 0 and var hit)
            {
                Remember(start + (ulong)hit);
                return true;
            }
        }

        return false;
    }

    private void Fill(int lanes, Func<int, ulong> index)
    {
        foreach (var (term, offset) in _innerIndex.Fields)
        {
            var to = _block![term];
            for (var lane = 0; lane < lanes; lane++)
            {
                to[lane] = _innerIndex.Field(index(lane), term, offset);
            }
        }
    }

    private void Remember(ulong witness)
    {
        _lastWitnesses.Insert(0, witness);
        if (_lastWitnesses.Count > Remembered)
        {
            _lastWitnesses.RemoveAt(Remembered);
        }
    }
}
