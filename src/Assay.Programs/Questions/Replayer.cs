using Assay.Programs.Evaluation;
using Assay.Programs.Execution;
using Assay.Programs.Terms;
using Assay.Statistics;
using Assay.Verdicts;

namespace Assay.Programs.Questions;

/// <summary>What the plain interpreter makes of a claim on one input.</summary>
internal enum Replayed
{
    /// <summary>The input does not meet the assumptions.</summary>
    OutsideAssumptions,

    /// <summary>An assumption throws.</summary>
    AssumptionThrows,

    /// <summary>The statement is true.</summary>
    Holds,

    /// <summary>The statement is false or throws.</summary>
    Fails,

    /// <summary>The statement does not end within the steps of the interpreter.</summary>
    Unfinished,
}

/// <summary>Runs claims on single inputs: the plain interpreter, and the story that a counterexample tells.</summary>
/// <param name="subject">The claim.</param>
/// <param name="cancellation">Ends a run.</param>
internal sealed class Replayer(Subject subject, CancellationToken cancellation)
{
    private const int Steps = 3_000_000;
    private const int CallDepth = 1000;
    private const int UnknownTries = 64;
    private const int MostTraceSteps = 2000;

    /// <summary>Runs the claim.</summary>
    /// <param name="input">The values of the variables' parts in order.</param>
    /// <param name="unknowns">Names and values of what nothing defines, in the order of their making.</param>
    public Replayed Run(IReadOnlyList<Value> input, IReadOnlyList<(string Name, Value Value)> unknowns)
    {
        // No simplification: every operation means what its definition says.
        var terms = new TermFactory(simplify: false);
        var unfolding = Unfold(terms, input, null);
        List<Term> roots = [unfolding.Assumed, unfolding.AssumptionThrows, unfolding.Holds, unfolding.Unfinished];
        var free = TermOrder.Variables(roots).ToList();
        var outcome = Evaluate(unfolding, roots, Given(free, unknowns));
        var random = new Philox(seed: 1, purpose: 4);
        for (var i = 0; outcome == Replayed.Holds && free.Count > 0 && i < UnknownTries; i++)
        {
            var drawn = free.ToDictionary(term => term, term => new Value(term.Sort, new Bits128(random.Next(), random.Next())));
            outcome = Evaluate(unfolding, roots, drawn);
        }

        return outcome;
    }

    /// <summary>Whether the claim fails on an input whatever the undefined values are, as far as sampling tells.</summary>
    public bool FailsAnyway(IReadOnlyList<Value> input)
    {
        var terms = new TermFactory(simplify: false);
        var unfolding = Unfold(terms, input, null);
        var free = TermOrder.Variables(unfolding.Holds).ToList();
        var random = new Philox(seed: 1, purpose: 5);
        return Enumerable.Range(0, UnknownTries).All(i => !TermEvaluator.Evaluate(unfolding.Holds, Pick(free, i, random)).IsTrue);
    }

    /// <summary>The counterexample or witness as it is shown.</summary>
    /// <param name="input">The values of the variables' parts in order.</param>
    /// <param name="unknowns">Undefined values that matter, with their types' names.</param>
    /// <param name="minimality">What is known about smaller ones.</param>
    public Example Describe(IReadOnlyList<Value> input, IReadOnlyList<(string Name, Value Value)> unknowns, Minimality minimality)
    {
        var terms = new TermFactory();
        List<TraceStep> steps = [];
        var unfolding = Unfold(terms, input, (function, place, name, value, type) =>
        {
            if (steps.Count < MostTraceSteps)
            {
                steps.Add(new TraceStep(function, place, name, ValueText.Format(value, type)));
            }
        });
        var constants = SubjectInputs.Constants(terms, subject.Variables, input);
        return new Example(
            [.. subject.Variables.Zip(constants, (variable, value) => new NamedValue(variable.Name, variable.TypeName, ValueText.Format(value, variable.Type)))],
            minimality,
            Happening(unfolding, unknowns),
            subject.Sides(terms, constants, Limits(null)),
            steps)
        {
            Unknowns = [.. unknowns.Select(unknown => new NamedValue(unknown.Name, unknown.Value.Sort.ToString(), Hexadecimal(unknown.Value)))],
        };
    }

    private static string Happening(Unfolding unfolding, IReadOnlyList<(string Name, Value Value)> unknowns)
    {
        if (unknowns.Count > 0)
        {
            return $"The outcome depends on {string.Join(" and ", unknowns.Select(unknown => unknown.Name).Distinct())}, which nothing defines.";
        }

        if (unfolding.Faults.FirstOrDefault(fault => fault.Condition.IsTrue) is { } fault)
        {
            return $"It throws {fault.Exception}, in {fault.Where}.";
        }

        return unfolding.Holds.IsTrue ? "The statement is true." : "The statement is false.";
    }

    private Unfolding Unfold(TermFactory terms, IReadOnlyList<Value> input, TraceSink? trace) =>
        subject.Unfold(terms, SubjectInputs.Constants(terms, subject.Variables, input), Limits(trace));

    private ExecutionLimits Limits(TraceSink? trace) =>
        new() { Unrollings = 4096, CallDepth = CallDepth, RefusesEndlessCalls = false, Steps = new StepCount(Steps), Cancellation = cancellation, Trace = trace };

    private static Replayed Evaluate(Unfolding unfolding, List<Term> roots, Dictionary<Term, Value> unknowns)
    {
        var evaluator = new TermEvaluator(roots);
        evaluator.Run(term => unknowns[term]);
        return evaluator[unfolding.AssumptionThrows].IsTrue ? Replayed.AssumptionThrows
            : evaluator[unfolding.Unfinished].IsTrue ? Replayed.Unfinished
            : !evaluator[unfolding.Assumed].IsTrue ? Replayed.OutsideAssumptions
            : evaluator[unfolding.Holds].IsTrue ? Replayed.Holds
            : Replayed.Fails;
    }

    // The k-th unknown value of a name gets the k-th value given for that name.
    private static Dictionary<Term, Value> Given(List<Term> free, IReadOnlyList<(string Name, Value Value)> unknowns)
    {
        var given = unknowns.GroupBy(unknown => unknown.Name).ToDictionary(group => group.Key, group => new Queue<Value>(group.Select(unknown => unknown.Value)));
        return free.ToDictionary(term => term, term =>
            given.TryGetValue(term.Name!, out var values) && values.TryDequeue(out var value) && value.Sort.Equals(term.Sort) ? value : new Value(term.Sort, 0));
    }

    private static Func<Term, Value> Pick(List<Term> free, int round, Philox random)
    {
        var values = free.ToDictionary(term => term, term => new Value(term.Sort, round switch
        {
            0 => Bits128.Zero,
            1 => Bits128.MaxValue,
            2 => Bits128.One,
            _ => new Bits128(random.Next(), random.Next()),
        }));
        return term => values[term];
    }

    private static string Hexadecimal(Value value) =>
        value.Sort.Width <= 1 ? value.Bits.ToString() : "0x" + value.Bits.ToString("x", System.Globalization.CultureInfo.InvariantCulture);
}
