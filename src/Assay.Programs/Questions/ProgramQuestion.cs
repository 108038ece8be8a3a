using System.Diagnostics;
using System.Text;
using Assay.Claims;
using Assay.Programs.Assumptions;
using Assay.Programs.Certificates;
using Assay.Programs.Deciders;
using Assay.Programs.Deciders.Exhaustion;
using Assay.Programs.Execution;
using Assay.Programs.Frontends.Cil;
using Assay.Programs.Terms;
using Assay.Running;
using Assay.Verdicts;
using Mono.Cecil;

namespace Assay.Programs.Questions;

/// <summary>A claim about programs, ready to be decided.</summary>
/// <param name="claim">The claim.</param>
/// <param name="problems">What prevents that.</param>
/// <param name="subjects">Its subjects, one for each choice of types.</param>
/// <param name="compileValues">Compiles values for the variables of a form.</param>
/// <param name="options">What users may choose.</param>
internal sealed class ProgramQuestion(
    Claim claim,
    IReadOnlyList<Problem> problems,
    IReadOnlyList<(ClaimForm Form, Subject Subject)> subjects,
    ProgramQuestion.ValueCompiler compileValues,
    ProgramsOptions options) : IQuestion
{
    /// <summary>The claim with all that it needs as a document, for certificates; null when it does not stand in one.</summary>
    public Func<string>? Markdown { get; init; }

    public IReadOnlyList<Problem> Problems => problems;

    public IReadOnlyList<(ClaimForm Form, Subject Subject)> Subjects => subjects;

    /// <summary>Compiles values for the variables of a form to methods that give them.</summary>
    internal delegate (CilAssembly Assembly, IReadOnlyList<MethodDefinition> Methods)? ValueCompiler(
        ClaimForm form, IReadOnlyList<ClaimText> values, ICollection<Problem> problems, CancellationToken cancellation);

    private const int LeastSplitBits = 32;

    private readonly Portfolio _portfolio = Portfolio.Create(options);

    public Claim Claim => claim;

    public IReadOnlyList<string>? Files => [];

    // Fewer inputs are tried by one machine, and more by none.
    public bool IsSplit => options.Executor is not null && subjects.Any(pair => pair.Subject.Bits is > LeastSplitBits and <= Exhaustive.MostBits);

    public IReadOnlyList<Problem> Diagnose(CancellationToken cancellation) => problems;

    public Settlement Decide(Budget budget, IProgress<ProgressReport> progress, CancellationToken cancellation)
    {
        if (problems.Count > 0)
        {
            return Unusable(problems);
        }

        var clock = Stopwatch.StartNew();
        using var run = new SolverRun(claim, budget, progress, cancellation);
        run.Start();
        var witness = claim.Find("witness") is { } text ? new GivenInput(this, text, cancellation) : null;
        if (witness?.Problems() is { Count: > 0 } wrong)
        {
            return Unusable(wrong);
        }

        List<SubjectAnswer> answers = [];
        var seeker = new AssumptionSeeker(claim, _portfolio.ForManyQuestions(), run);
        foreach (var (form, subject) in subjects)
        {
            var export = new Smt2Export(options.Smt2Folder, claim, subject);
            var solver = new SubjectSolver(subject, _portfolio, run, export.Write);
            var answer = solver.Solve();
            answers.Add(answer is SubjectOpen ? witness?.Answer(form) ?? answer : answer);
            seeker.Seek(form, subject, answers[^1], solver.Asked);
            if (answers[^1] is SubjectUnusable || (answers[^1] is SubjectRefuted && !seeker.IsAsked))
            {
                break;
            }
        }

        var certificates = answers.TrueForAll(answer => answer is SubjectProved) ? Certificates(run) : [];
        return seeker.AddTo(VerdictText.Join(claim, [.. subjects.Select(pair => pair.Subject)], answers, run.Attempts, clock.Elapsed, certificates));
    }

    // The verdict stands; certificates take what is left of the budget, in equal shares.
    private List<string> Certificates(SolverRun run)
    {
        if (options.CertificateFolder is not { } folder)
        {
            return [];
        }

        var certifier = new Certifier(folder, claim, Markdown?.Invoke());
        return [.. subjects.Select((pair, i) => certifier.Certify(
            pair.Subject,
            ScopeText.Of([pair.Subject]),
            () => new SubjectSolver(pair.Subject, _portfolio, run, _ => { }).Unfold().Goal,
            run.Context.Within(run.Context.Left / (subjects.Count - i))))];
    }

    public Settlement Replay(string assignment, CancellationToken cancellation)
    {
        if (problems.Count > 0)
        {
            return Unusable(problems);
        }

        var input = new GivenInput(this, ClaimText.Of(assignment, new Place("input", 1, 1)), cancellation);
        return input.Replay() is { } settlement ? settlement : Unusable(input.Wrong);
    }

    public string Explain()
    {
        var text = new StringBuilder();
        foreach (var problem in problems)
        {
            text.AppendLine(problem.ToString());
        }

        using var run = new SolverRun(claim, Budget.Default, new Progress<ProgressReport>(), CancellationToken.None);
        run.Start();
        foreach (var (_, subject) in subjects)
        {
            new Explanation(subject, _portfolio, run).Write(text);
        }

        return text.ToString().TrimEnd();
    }

    private Unusable Unusable(IEnumerable<Problem> wrong) => new([.. wrong.Select(problem => problem with { Claim = claim.Name })]);

    /// <summary>An input that the user gives, tried on every choice of types that it fits.</summary>
    private sealed class GivenInput(ProgramQuestion question, ClaimText text, CancellationToken cancellation)
    {
        private readonly Dictionary<ClaimForm, (Subject Subject, Value[] Input, Replayed Outcome)> _runs = [];

        public List<Problem> Wrong { get; } = [];

        private static bool IsExistential(Subject subject) => subject.Variables.Count > 0 && subject.Variables.All(variable => variable.IsBound);

        private static Replayed Wanted(Subject subject) => IsExistential(subject) ? Replayed.Holds : Replayed.Fails;

        /// <summary>What is wrong with it as a witness.</summary>
        public List<Problem> Problems()
        {
            Run();
            if (_runs.Count > 0 && !_runs.Values.Any(run => run.Outcome == Wanted(run.Subject)))
            {
                var (subject, _, outcome) = _runs.Values.First();
                Wrong.Add(new Problem(text.Start, $"The witness is no {(IsExistential(subject) ? "witness" : "counterexample")}: {Say(outcome)}.", "Correct it or leave it out; Assay looks for one by itself."));
            }

            return _runs.Values.Any(run => run.Outcome == Wanted(run.Subject)) ? [] : Wrong;
        }

        /// <summary>The answer that it gives for one form, or null.</summary>
        public SubjectAnswer? Answer(ClaimForm form)
        {
            if (!_runs.TryGetValue(form, out var run) || run.Outcome != Wanted(run.Subject))
            {
                return null;
            }

            var example = new Replayer(run.Subject, cancellation).Describe(run.Input, [], Minimality.Given);
            return IsExistential(run.Subject)
                ? new SubjectProved("The given witness makes it true.", "Witness", example)
                : new SubjectRefuted(example.Happening, "Witness", example);
        }

        /// <summary>The verdict on this input alone; null when it cannot be read.</summary>
        public Settlement? Replay()
        {
            Run();
            if (_runs.Count == 0)
            {
                return null;
            }

            var clock = Stopwatch.StartNew();
            var (form, (subject, input, outcome)) = _runs.OrderByDescending(run => run.Value.Outcome == Wanted(run.Value.Subject)).First();
            if (Answer(form) is { } answer)
            {
                return VerdictText.Join(question.Claim, [subject], [answer], [], clock.Elapsed);
            }

            var shown = new Replayer(subject, cancellation).Describe(input, [], Minimality.Given);
            var sides = string.Join(", ", shown.Sides.Select(side => $"{side.Name} = {side.Value}"));
            return new Answered(new Undecided($"On this input {Say(outcome)}{(sides.Length > 0 ? $": {sides}" : "")}.", "One input proves nothing; 'assay check' decides the claim.")
            {
                Covers = "this input",
                Decider = "Interpreter",
                Cost = clock.Elapsed,
            });
        }

        private void Run()
        {
            foreach (var (form, subject) in question.Subjects)
            {
                List<Problem> found = [];
                var values = Assignment.Read(text, form.Variables, found);
                if (found.Count == 0 && Compile(form, subject, values, found) is { } input)
                {
                    Run(form, subject, input, found);
                }

                Wrong.AddRange(found.Where(problem => !Wrong.Contains(problem)));
            }
        }

        private void Run(ClaimForm form, Subject subject, Value[] input, List<Problem> found)
        {
            try
            {
                _runs[form] = (subject, input, new Replayer(subject, cancellation).Run(input, []));
            }
            catch (UnsupportedException exception)
            {
                found.Add(new Problem(exception.Where ?? text.Start, exception.Message));
            }
        }

        private Value[]? Compile(ClaimForm form, Subject subject, IReadOnlyList<ClaimText> values, List<Problem> found)
        {
            if (question.CompileValues(form, values, found, cancellation) is not { } compiled)
            {
                return null;
            }

            try
            {
                return [.. subject.Variables.Zip(compiled.Methods, (variable, method) => (variable, method)).SelectMany((pair, i) =>
                    Leaves(pair.variable, pair.method, compiled.Assembly, values[i]))];
            }
            catch (UnsupportedException exception)
            {
                found.Add(new Problem(exception.Where ?? text.Start, exception.Message));
                return null;
            }
        }

        private static IEnumerable<Value> Leaves(InputVariable variable, MethodDefinition method, CilAssembly assembly, ClaimText value)
        {
            var result = new CilProgram(assembly, new TermFactory(), new ExecutionLimits()).Execute(method, []);
            if (result.Value is not { } term || !term.Sort.Equals(variable.Sort))
            {
                throw new UnsupportedException($"'{value}' is no value of type {variable.TypeName}.", value.Start);
            }

            return [.. SubjectInputs.Leaves(term).Select(leaf => leaf.IsConstant ? leaf.Value : throw new UnsupportedException($"'{value}' is not constant.", value.Start))];
        }

        private static string Say(Replayed outcome) => outcome switch
        {
            Replayed.OutsideAssumptions => "it does not meet the assumptions",
            Replayed.AssumptionThrows => "an assumption throws",
            Replayed.Holds => "the statement is true",
            Replayed.Fails => "the statement is false",
            _ => "the statement does not end",
        };
    }

    private ValueCompiler CompileValues => compileValues;
}
