using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;

namespace Assay.Programs.Deciders.External;

/// <summary>
/// Asks solvers that happen to be installed, through SMT-LIB 2. Their counterexamples are replayed; their bare
/// <c>unsat</c> is <see cref="Asserted"/> and no proof, unless the user trusts that solver.
/// </summary>
/// <param name="trusted">Names of the solvers whose word is taken.</param>
/// <param name="solvers">The solvers, asked in turn until one answers; those on the PATH by default.</param>
/// <param name="megabytes">Memory that a solver may use, where it can be told.</param>
internal sealed partial class ExternalSolver(
    IReadOnlyCollection<string> trusted, IReadOnlyList<SolverProgram>? solvers = null, int megabytes = 2048) : IDecider
{
    private const int LongestQuotation = 160;
    private static readonly TimeSpan VersionTime = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<SolverProgram> _solvers = solvers ?? SolverProgram.Installed();
    private readonly ConcurrentDictionary<SolverProgram, string> _versions = new();

    public string Name => "ExternalSolver";

    public string? Refuses(Goal goal) =>
        _solvers.Count == 0 ? "neither z3 nor cvc5 nor bitwuzla is on the PATH" : SmtLibText.Refuses(goal);

    public Decision Decide(Goal goal, DecisionContext context)
    {
        if (Refuses(goal) is { } reason)
        {
            return new NoAnswer(reason, Applies: false);
        }

        var script = SmtLibText.Write(goal);
        List<string> said = [];
        foreach (var solver in _solvers)
        {
            if (context.IsOver)
            {
                said.Add($"no time was left for {solver.Name}");
                break;
            }

            context.Report(solver.Name, null);
            var decision = Ask(solver, goal, script, context);
            if (decision is not NoAnswer none)
            {
                return decision;
            }

            said.Add(none.Said);
        }

        return new NoAnswer(string.Join("; ", said));
    }

    private Decision Ask(SolverProgram solver, Goal goal, SmtLibScript script, DecisionContext context)
    {
        var left = context.Left;
        var result = ChildProcess.Run(
            solver.Path, solver.Arguments(left, megabytes), $"{script.Text}{script.GetValues}\n(exit)\n", left, context.Cancellation);
        List<SExpression> answers = [.. SExpression.Read(result.Output)];
        switch (answers.FirstOrDefault()?.Word)
        {
            case "sat":
                return Model(Versioned(solver, context.Cancellation), goal, script, answers);
            case "unsat":
                var name = Versioned(solver, context.Cancellation);
                return trusted.Contains(solver.Name) ? new None($"{name} says so; trusted because of --trust") : new Asserted(name);
            case "unknown" when result.End == ChildEnd.Exited:
                return new NoAnswer($"{solver.Name} does not know");
        }

        return new NoAnswer(result.End switch
        {
            ChildEnd.TimedOut => $"{solver.Name} did not answer within {left.TotalSeconds:0.#} s",
            ChildEnd.WroteTooMuch => $"{solver.Name} wrote more than an answer: {FirstLine(result)}",
            ChildEnd.NotStarted => $"{solver.Name} did not start: {FirstLine(result)}",
            _ when answers is [{ Word: "timeout" }, ..] => $"{solver.Name} did not answer within {left.TotalSeconds:0.#} s",
            _ => $"{solver.Name} failed with exit code {result.ExitCode}: {FirstLine(result)}",
        });
    }

    private static Decision Model(string solver, Goal goal, SmtLibScript script, List<SExpression> answers)
    {
        var pairs = answers.ElementAtOrDefault(1)?.Items ?? [];
        Dictionary<Term, Value> input = [];
        foreach (var (pair, (term, symbol)) in pairs.Zip(script.Inputs))
        {
            if (pair.Items is [{ Word: var name }, var expression] && name == symbol.Trim('|') && SmtLibValue.Read(expression, term.Sort) is { } value)
            {
                input[term] = value;
            }
        }

        if (input.Count != script.Inputs.Count)
        {
            return new Unconfirmed(solver, $"{solver} says that there is an input, but does not give all of it", null);
        }

        return TermEvaluator.Evaluate(goal.Target, term => input[term]).IsTrue
            ? new Found(input, IsSmallest: false) { Solver = solver }
            : new Unconfirmed(solver, $"{solver} gives an input that does not do what was asked for", input);
    }

    private string Versioned(SolverProgram solver, CancellationToken cancellation) => _versions.GetOrAdd(solver, key =>
    {
        var result = ChildProcess.Run(key.Path, ["--version"], string.Empty, VersionTime, cancellation);
        return Version().Match(result.Output) is { Success: true, Value: var version } ? $"{key.Name} {version}" : key.Name;
    });

    private static string FirstLine(ChildResult result)
    {
        var line = (result.Output + "\n" + result.Errors).Split('\n').Select(text => text.Trim()).FirstOrDefault(text => text.Length > 0);
        return line is null ? "it said nothing"
            : line.Length > LongestQuotation ? line[..LongestQuotation] + "..."
            : line;
    }

    [GeneratedRegex(@"\d+(\.\d+)+[\w.-]*")]
    private static partial Regex Version();
}
