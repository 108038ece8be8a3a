using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using Assay.Claims;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Matrices.Questions;

/// <summary>A claim about matrices, ready to be decided.</summary>
/// <param name="claim">The claim.</param>
/// <param name="files">Which files it may name.</param>
internal sealed class MatrixQuestion(Claim claim, NamedFiles files) : IQuestion
{
    private const int MostForRings = 200_000;
    private const int ReportEvery = 4096;

    private const string Algorithms = "Det, Rcond, Cond and Rank are Assay's own scalar algorithms (docs/matrices.md), not those of a library, which sum in other orders.";

    private static readonly string[] Foreign = ["exists", "find", "types"];

    /// <inheritdoc/>
    public Claim Claim => claim;

    /// <inheritdoc/>
    public IReadOnlyList<string>? Files => claim.All("given").Any(given => Scope.IsFile(given.Text.Trim())) ? null : [];

    private ClaimText Text => claim.Find("claim")!;

    /// <inheritdoc/>
    public string Explain()
    {
        List<Problem> problems = [];
        return Read(problems, CancellationToken.None) is { } statement
            ? string.Join('\n', [
                $"statement  {ExpressionText.Of(statement.Whole, Text.Text)}",
                $"scope      {Covers(statement)}",
                $"deciders   {string.Join(", ", Deciders(statement))}{(Deciders(statement) is ["Families"] ? ", a search for a counterexample that never proves" : "")}",
            ])
            : string.Join('\n', problems);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Problem> Diagnose(CancellationToken cancellation)
    {
        List<Problem> problems = [];
        Read(problems, cancellation);
        return problems;
    }

    /// <inheritdoc/>
    public Settlement Decide(Budget budget, IProgress<ProgressReport> progress, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        List<Problem> problems = [];
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(budget.Time);
        Statement? statement = null;
        try
        {
            statement = Read(problems, deadline.Token);
            return statement is null ? Unusable(problems) : Decide(statement, clock, progress, deadline.Token);
        }
        catch (StatementException exception)
        {
            return Unusable([new Problem(Text.At(exception.Offset), exception.Message, exception.Advice)]);
        }
        catch (MatrixException exception)
        {
            return Unusable([exception.Problem]);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Answered(Open("The budget ended before all was tried.", statement?.Scope.Variables is [{ Kind: VariableKind.Double }]
                ? "More time, as in: budget: 60 s, can only refute; a search over doubles never proves."
                : "Give more time, as in: budget: 60 s, or a smaller range.", statement, statement is null ? "none" : Deciders(statement)[^1], clock));
        }
    }

    /// <inheritdoc/>
    public Settlement Replay(string assignment, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        List<Problem> problems = [];
        if (Read(problems, cancellation) is not { } statement)
        {
            return Unusable(problems);
        }

        // What the claim gives needs no value; the report of a counterexample names it all the same.
        var given = statement.Scope.Given.Select(pair => $"{pair.Key} = {ValueText.Of(pair.Value)}").ToHashSet();
        var inputs = new Claim(claim.Name, claim.Place, [.. Assignments(assignment).Where(one => !given.Contains(one)).Select(one => new ClaimEntry("given", claim.Place, ClaimText.Of(one, claim.Place)))]);
        var names = statement.Scope.Given.ToDictionary();
        foreach (var (name, value) in Scope.Read(inputs, problems, files, cancellation).Given)
        {
            if (!names.TryAdd(name, value) && ValueText.Of(names[name]) != ValueText.Of(value))
            {
                problems.Add(new Problem(claim.Place, $"'{name}' has its value from the claim.", "Only what stands in 'for-all:' takes another."));
            }
        }

        problems.AddRange(statement.Scope.Variables.Where(variable => !names.TryGetValue(variable.Name, out var value) || !variable.Holds(value)).Select(variable =>
            new Problem(claim.Place, names.TryGetValue(variable.Name, out var value) ? $"'{variable.Name}' is {ValueText.Of(value)}, and 'for-all' leaves that out." : $"'{variable.Name}' has no value.")));
        if (problems.Count > 0)
        {
            return Unusable(problems);
        }

        try
        {
            return OnNames(statement, names, clock, cancellation);
        }
        catch (StatementException exception)
        {
            return Unusable([new Problem(Text.At(exception.Offset), exception.Message, exception.Advice)]);
        }
        catch (MatrixException exception)
        {
            return Unusable([exception.Problem]);
        }
    }

    // Where all names have values.
    private Settlement OnNames(Statement statement, IReadOnlyDictionary<string, Value> names, Stopwatch clock, CancellationToken cancellation) =>
        statement.On(names, cancellation).IsAssumed == false
            ? Unusable([new Problem(claim.Find("assume")!.Start, "The assumption is false, so that the claim says nothing.")])
            : new Answered(Evaluated(statement, names, Minimality.Given, clock, cancellation));

    private Statement? Read(List<Problem> problems, CancellationToken cancellation)
    {
        foreach (var key in Foreign.Where(key => claim.Find(key) is not null))
        {
            problems.Add(new Problem(claim.Find(key)!.Start, $"'{key}' has no meaning in claims about matrices yet.", "State it with 'for-all:' or 'given:'."));
        }

        var isFused = claim.Find("arithmetic")?.Text switch { null or "plain" => false, "fused" => true, _ => (bool?)null };
        if (isFused is null)
        {
            problems.Add(new Problem(claim.Find("arithmetic")!.Start, "Arithmetic is plain or fused."));
        }

        var scope = Scope.Read(claim, problems, files, cancellation);
        if (scope.Variables.Count > 1 && scope.Variables.Any(variable => variable.Kind == VariableKind.Double))
        {
            problems.Add(new Problem(claim.Find("for-all")!.Start, "A matrix of doubles stands alone in 'for-all'."));
        }

        if (scope.Variables.Any(variable => variable.Kind == VariableKind.Ring) && scope.Variables.Any(variable => variable.Kind != VariableKind.Ring))
        {
            problems.Add(new Problem(claim.Find("for-all")!.Start, "Elements of a ring and numbers do not go together in 'for-all'."));
        }

        Expression? assumption = null;
        foreach (var text in claim.All("assume"))
        {
            var read = Parse(text, problems);
            assumption = assumption is null ? read : read is null ? assumption : new BinaryExpression(read.Offset, "&&", assumption, read);
        }

        var claimed = Parse(Text, problems);
        return problems.Count > 0 ? null : new Statement(scope, assumption, claimed!, isFused == true);
    }

    private static Expression? Parse(ClaimText text, List<Problem> problems)
    {
        try
        {
            return ExpressionParser.Parse(text.Text);
        }
        catch (StatementException exception)
        {
            problems.Add(new Problem(text.At(exception.Offset), exception.Message, exception.Advice));
            return null;
        }
    }

    private Settlement Decide(Statement statement, Stopwatch clock, IProgress<ProgressReport> progress, CancellationToken cancellation)
    {
        var variables = statement.Scope.Variables;
        if (variables.Count == 0)
        {
            return OnNames(statement, statement.Scope.Given, clock, cancellation);
        }

        if (variables[0].Kind == VariableKind.Double)
        {
            return new Answered(Searched(statement, variables[0], clock, progress, cancellation));
        }

        if (statement.Assumption is { } assumption
            && ByPolynomials(statement with { Assumption = null, Claimed = new PrefixExpression(assumption.Offset, "!", assumption) }, cancellation) is not null)
        {
            return Unusable([new Problem(claim.Find("assume")!.Start, "Nothing satisfies the assumption, so that the claim says nothing.")]);
        }

        if (ByPolynomials(statement, cancellation) is { } reason && IsAssumedSomewhere(statement, cancellation))
        {
            return new Answered(new Proved(reason) { Covers = Covers(statement), Decider = "Polynomials", Cost = clock.Elapsed });
        }

        return Enumerated(statement, clock, progress, cancellation);
    }

    // What no value of the range satisfies says nothing; where none is found soon, all of them are tried.
    private static bool IsAssumedSomewhere(Statement statement, CancellationToken cancellation) =>
        statement.Assumption is null || statement.Scope.Variables.Any(variable => variable.Kind != VariableKind.Integer)
        || Enumeration.All(statement.Scope.Variables).Take(MostForRings).Any(values => statement.On(Names(statement.Scope, statement.Scope.Variables, values), cancellation).IsAssumed == true);

    private static string? ByPolynomials(Statement statement, CancellationToken cancellation)
    {
        try
        {
            return PolynomialDecider.Prove(statement.Scope, statement.Whole, cancellation);
        }
        catch (NotSupportedException)
        {
            return null;
        }
        catch (StatementException) when (statement.Scope.Variables.All(variable => variable.Kind == VariableKind.Integer))
        {
            // What has no meaning for polynomials may have one for numbers.
            return null;
        }
    }

    private Verdict Evaluated(Statement statement, IReadOnlyDictionary<string, Value> names, Minimality minimality, Stopwatch clock, CancellationToken cancellation)
    {
        var (holds, _) = statement.On(names, cancellation);
        var sides = statement.Sides(names, Text.Text, cancellation);
        var reason = Statement.Sentence(sides);
        var covers = names.Count == 0 ? "the statement as it stands" : string.Join(", ", names.Select(pair => $"{pair.Key} = {ValueText.Of(pair.Value)}"));
        var example = new Example([.. names.Select(pair => new NamedValue(pair.Key, "matrix", ValueText.Of(pair.Value)))], minimality, reason, sides, []);
        return holds switch
        {
            true => new Proved(WithAlgorithms(statement, reason)) { Covers = covers, Decider = "Exact", Cost = clock.Elapsed },
            false => new Refuted(WithAlgorithms(statement, reason), example) { Covers = covers, Decider = "Exact", Cost = clock.Elapsed },
            null => Open($"The enclosures overlap: {Statement.Sentence(statement.Sides(names, Text.Text, cancellation, withEnds: true))}", "State it with more room between both sides.", statement, "Exact", clock),
        };
    }

    private Settlement Enumerated(Statement statement, Stopwatch clock, IProgress<ProgressReport> progress, CancellationToken cancellation)
    {
        var variables = statement.Scope.Variables;
        var isRing = statement.Scope.IsRing;
        if (isRing)
        {
            // What fails over the whole numbers fails over some ring.
            variables = [.. variables.Select(variable => variable.Kind == VariableKind.Ring ? variable with { Kind = VariableKind.Integer, Low = -3, High = 3 } : variable)];
        }

        var count = Enumeration.Count(variables);
        var (tried, wasAssumed, isOpen) = (0L, false, false);
        foreach (var values in Enumeration.All(variables))
        {
            cancellation.ThrowIfCancellationRequested();
            if (++tried % ReportEvery == 0)
            {
                progress.Report(new ProgressReport(claim.Name, "all matrices of the range", (double)tried / (double)count));
            }

            var names = Names(statement.Scope, variables, values);
            var (holds, isAssumed) = isRing ? (InWholeNumbers(statement, names, cancellation), true) : statement.On(names, cancellation);
            wasAssumed |= isAssumed != false;
            isOpen |= holds is null;
            if (holds == false)
            {
                return new Answered(Example(statement, names, isRing ? Minimality.Found : Minimality.Proved, "Enumeration", clock, cancellation));
            }

            if (isRing && tried == MostForRings)
            {
                break;
            }
        }

        return isRing ? new Answered(Open("No polynomial identity proves it, and no matrix of small whole numbers refutes it.", "Only equations that hold over every ring are proved.", statement, "Polynomials", clock))
            : !Enumeration.IsWhole(variables) ? new Answered(Open("The range is too large to be tried to its end.", "Choose a smaller one.", statement, "Enumeration", clock))
            : !wasAssumed ? Unusable([new Problem(claim.Find("assume")?.Start ?? claim.Place, "Nothing in the range satisfies the assumption, so that the claim says nothing.")])
            : isOpen ? new Answered(Open("For some matrices of the range enclosures do not decide it.", "State it with more room between both sides.", statement, "Enumeration", clock))
            : new Answered(new Proved(WithAlgorithms(statement, string.Create(CultureInfo.InvariantCulture, $"It holds for each of {tried:N0} cases."))) { Covers = Covers(statement), Decider = "Enumeration", Cost = clock.Elapsed });
    }

    // Null, too, where numbers come to have too many digits.
    private static bool? InWholeNumbers(Statement statement, Dictionary<string, Value> names, CancellationToken cancellation)
    {
        try
        {
            return statement.InWholeNumbers(names, cancellation);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    private Verdict Searched(Statement statement, Variable variable, Stopwatch clock, IProgress<ProgressReport> progress, CancellationToken cancellation)
    {
        var tried = 0;
        var found = SmallestMatrix.Find(
            matrix => (variable.Rows == 0 || (matrix.GetLength(0) == variable.Rows && variable.Rows == variable.Columns)) && statement.On(Names(statement.Scope, variable, matrix), cancellation).Holds == false,
            count =>
            {
                tried = count;
                if (count % ReportEvery == 0)
                {
                    progress.Report(new ProgressReport(claim.Name, "matrices that break tests for singularity", null));
                }
            },
            cancellation);
        return found is null
            ? Open(string.Create(CultureInfo.InvariantCulture, $"None of {tried:N0} matrices refutes it: scaled identities, scaled rows, triangles, small whole numbers, decimals, unimodular ones."), "A range of whole numbers can be decided, as in: for-all: int[2,2] A in -9..9", statement, "Families", clock)
            : Example(statement, Names(statement.Scope, variable, found), Minimality.Found, "Families", clock, cancellation);
    }

    private Refuted Example(Statement statement, IReadOnlyDictionary<string, Value> names, Minimality minimality, string decider, Stopwatch clock, CancellationToken cancellation)
    {
        var sides = statement.Sides(names, Text.Text, cancellation);
        var happening = Statement.Sentence(sides);
        var inputs = statement.Scope.Variables.Select(variable => new NamedValue(variable.Name, variable.IsMatrix ? "matrix" : "number", ValueText.Of(names[variable.Name])));
        return new Refuted(WithAlgorithms(statement, happening), new Example([.. inputs], minimality, happening, sides, [])) { Covers = Covers(statement), Decider = decider, Cost = clock.Elapsed };
    }

    private static string WithAlgorithms(Statement statement, string reason) => statement.UsesScalars ? $"{reason} {Algorithms}" : reason;

    private static Dictionary<string, Value> Names(Scope scope, IReadOnlyList<Variable> variables, Rational[] values)
    {
        var (names, next) = (scope.Given.ToDictionary(), 0);
        foreach (var variable in variables)
        {
            names[variable.Name] = variable.Make(values.AsSpan(next, variable.Count));
            next += variable.Count;
        }

        return names;
    }

    private static Dictionary<string, Value> Names(Scope scope, Variable variable, double[,] matrix) =>
        new(scope.Given) { [variable.Name] = new ExactMatrix(Matrix.Of(matrix)) };

    private static string Covers(Statement statement) => statement.Scope.Variables.Count == 0 ? "the matrices that are given"
        : string.Join(", ", statement.Scope.Variables.Select(variable => variable.Kind switch
        {
            VariableKind.Double => variable.Rows == 0 ? $"all square matrices {variable.Name} of doubles" : $"all {variable.Rows} by {variable.Columns} matrices {variable.Name} of doubles",
            VariableKind.Integer => $"all {(variable.IsMatrix ? $"{variable.Rows} by {variable.Columns} matrices {variable.Name}" : variable.Name)} of whole numbers from {variable.Low} to {variable.High}",
            _ => $"all {(variable.IsMatrix ? $"{variable.Rows} by {variable.Columns} matrices {variable.Name}" : variable.Name)} over every commutative ring",
        })) + (statement.UsesScalars ? statement.IsFused ? ", fused multiply-add" : ", without fused multiply-add" : "");

    private static IReadOnlyList<string> Deciders(Statement statement) => statement.Scope.Variables switch
    {
        [] => ["Exact"],
        [{ Kind: VariableKind.Double }] => ["Families"],
        _ => ["Polynomials", "Enumeration"],
    };

    private static Undecided Open(string reason, string help, Statement? statement, string decider, Stopwatch clock) => new(reason, help)
    {
        Covers = statement is null ? "nothing" : Covers(statement),
        Decider = decider,
        Attempts = [new Attempt(decider, reason, clock.Elapsed)],
        Cost = clock.Elapsed,
    };

    // Commas within brackets do not separate.
    private static IEnumerable<string> Assignments(string text)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] == '[' ? 1 : text[i] == ']' ? -1 : 0;
            if (text[i] == ',' && depth == 0)
            {
                yield return text[start..i].Trim();
                start = i + 1;
            }
        }

        yield return text[start..].Trim();
    }

    private Unusable Unusable(IEnumerable<Problem> wrong) => new([.. wrong.Select(problem => problem with { Claim = claim.Name })]);
}
