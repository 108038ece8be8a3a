using Assay.Programs.Deciders;
using Assay.Programs.Terms;

namespace Assay.Programs.Questions;

/// <summary>
/// Says whether a sampled input meets a condition, while terms are still being built: values are computed once for each
/// term and kept.
/// </summary>
internal sealed class SampleReach
{
    private const int Samples = 40;

    private readonly Dictionary<Term, Value[]> _known = [];
    private readonly SampleValues _drawn;
    private readonly int _lanes;

    /// <param name="inputs">The variables.</param>
    /// <param name="extra">Inputs that loops were cut on too early before.</param>
    public SampleReach(IReadOnlyList<Term> inputs, IReadOnlyList<Value[]> extra)
    {
        _drawn = new SampleValues(seed: 3);
        _lanes = Samples + extra.Count;
        List<Sort> sorts = [.. inputs.Select(input => input.Sort)];
        List<Value[]> samples = [.. Enumerable.Range(0, Samples).Select(_ => _drawn.Draw(sorts)), .. extra];
        for (var i = 0; i < inputs.Count; i++)
        {
            _known[inputs[i]] = [.. samples.Select(sample => sample[i])];
        }
    }

    /// <summary>Whether a sample meets the condition.</summary>
    public bool Meets(Term condition)
    {
        Stack<Term> open = new([condition]);
        while (open.TryPeek(out var term))
        {
            if (_known.ContainsKey(term))
            {
                open.Pop();
                continue;
            }

            var waiting = term.Args.Where(argument => !_known.ContainsKey(argument)).ToList();
            if (waiting.Count == 0)
            {
                _known[open.Pop()] = Evaluate(term);
            }

            foreach (var argument in waiting)
            {
                open.Push(argument);
            }
        }

        return _known[condition].Any(value => value.IsTrue);
    }

    private Value[] Evaluate(Term term)
    {
        var values = new Value[_lanes];
        var arguments = new Value[term.Args.Length];
        for (var lane = 0; lane < _lanes; lane++)
        {
            for (var i = 0; i < arguments.Length; i++)
            {
                arguments[i] = _known[term.Args[i]][lane];
            }

            values[lane] = term.Op switch
            {
                Op.Constant => term.Value,
                Op.Variable => _drawn.Draw([term.Sort])[0],
                _ => Meaning.Apply(term.Op, term.Sort, term.Payload, arguments),
            };
        }

        return values;
    }
}
