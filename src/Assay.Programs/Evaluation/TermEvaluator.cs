using Assay.Programs.Terms;

namespace Assay.Programs.Evaluation;

/// <summary>The plain interpreter of terms: one input, every operation by its reference meaning, nothing clever.</summary>
internal sealed class TermEvaluator
{
    private readonly List<Term> _order;
    private readonly Dictionary<Term, int> _slots;
    private readonly Value[] _values;
    private readonly Value[][] _arguments;

    public TermEvaluator(params IEnumerable<Term> roots)
    {
        _order = TermOrder.Of(roots);
        _slots = _order.Select((term, i) => (term, i)).ToDictionary(pair => pair.term, pair => pair.i);
        _values = new Value[_order.Count];
        _arguments = [.. _order.Select(term => new Value[term.Args.Length])];
    }

    /// <summary>Evaluates all terms; <paramref name="inputs"/> gives a value to each variable.</summary>
    public void Run(Func<Term, Value> inputs)
    {
        for (var i = 0; i < _order.Count; i++)
        {
            var term = _order[i];
            if (!term.Sort.IsScalar)
            {
                continue;
            }

            if (term.Op == Op.Constant)
            {
                _values[i] = term.Value;
            }
            else if (term.Op == Op.Variable)
            {
                _values[i] = inputs(term);
            }
            else
            {
                var arguments = _arguments[i];
                for (var k = 0; k < arguments.Length; k++)
                {
                    arguments[k] = _values[_slots[term.Args[k]]];
                }

                _values[i] = Meaning.Apply(term.Op, term.Sort, term.Payload, arguments);
            }
        }
    }

    /// <summary>The value of a term in the last run.</summary>
    public Value this[Term term] => _values[_slots[term]];

    /// <summary>Evaluates one term on one input.</summary>
    public static Value Evaluate(Term term, Func<Term, Value> inputs)
    {
        var evaluator = new TermEvaluator([term]);
        evaluator.Run(inputs);
        return evaluator[term];
    }
}
