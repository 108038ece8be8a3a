using Assay.Programs.Deciders;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;

namespace Assay.Programs.Synthesis.Shortening;

/// <summary>Makes inputs that meet the assumptions, with what the function gives for them.</summary>
internal sealed class TestInputs
{
    private const int MostDraws = 40_000;
    private const ulong Seed = 11;

    private readonly FunctionMeaning _function;
    private readonly IReadOnlyList<Sort> _sorts;
    private readonly TermEvaluator _evaluator;

    /// <param name="function">The function.</param>
    /// <param name="unknowns">How many values that nothing defines a program may meet; they are part of its input.</param>
    public TestInputs(FunctionMeaning function, IReadOnlyList<Sort>? unknowns = null)
    {
        _function = function;
        _sorts = [.. function.Inputs.Parts.Select(part => part.Term.Sort), .. unknowns ?? []];
        _evaluator = new TermEvaluator([.. function.Results, function.Assumed]);
    }

    /// <summary>The case of an input, or null where the assumptions are not met.</summary>
    public TestCase? Of(IReadOnlyList<Value> input)
    {
        var values = _function.Inputs.Parts.Zip(input).ToDictionary(pair => pair.First.Term, pair => pair.Second);
        _evaluator.Run(term => values[term]);
        return _evaluator[_function.Assumed].IsTrue
            ? new TestCase(input, [.. _function.Results.Select(result => (ulong)_evaluator[result].Bits)])
            : null;
    }

    /// <summary>Different cases, as many as wanted if that many are found.</summary>
    public List<TestCase> Draw(int count, DecisionContext context)
    {
        var values = new SampleValues(Seed, [.. _function.Results, _function.Assumed]);
        List<TestCase> cases = [];
        HashSet<string> seen = [];
        for (var i = 0; i < MostDraws && cases.Count < count && !context.IsOver; i++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var input = values.Draw(_sorts);
            if (i > count * 50 && cases.Count == 0)
            {
                break;
            }

            if (seen.Add(string.Join(' ', input)) && Of(input) is { } found)
            {
                cases.Add(found);
            }
        }

        if (cases.Count < Math.Min(count, 4))
        {
            Solve(cases, values, context);
        }

        return cases;
    }

    // Few inputs meet the assumptions: a decider finds them.
    private void Solve(List<TestCase> cases, SampleValues values, DecisionContext context)
    {
        var (terms, parts) = (_function.Terms, _function.Inputs.Parts);
        var portfolio = Portfolio.Create(new ProgramsOptions()).ForManyQuestions();
        var others = cases.Aggregate(terms.True, (sofar, known) => terms.And(sofar, Differs(known.Input)));
        while (cases.Count < 8 && portfolio.Decide(_function.Seek(others), context, []).Decision is Found found)
        {
            Value[] input = [.. parts.Select(part => found.Input[part.Term]), .. values.Draw(_sorts).Skip(parts.Count)];
            cases.Add(Of(input) ?? throw new InvalidOperationException("A decider found an input outside the assumptions."));
            others = terms.And(others, Differs(input));
        }

        Term Differs(IReadOnlyList<Value> input) =>
            terms.Any(parts.Zip(input, (part, value) => terms.Not(terms.Equal(part.Term, terms.Constant(value)))));
    }
}
