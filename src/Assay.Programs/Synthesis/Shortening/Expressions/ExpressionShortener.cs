using System.Diagnostics;
using System.Globalization;
using Assay.Claims;
using Assay.Claims.Code;
using Assay.Programs.Deciders;
using Assay.Programs.Execution;
using Assay.Programs.Questions;
using Assay.Programs.Terms;
using Assay.Verdicts;

namespace Assay.Programs.Synthesis.Shortening.Expressions;

/// <summary>
/// Looks for the shortest expression that is equal to a function: all programs of growing length on a set of tests that grows
/// with every program that passes them and is not equal.
/// </summary>
internal sealed class ExpressionShortener
{
    private const string Wrapper = "assay_shortest";
    private const int FirstTests = 24;
    private const int SpareTests = 2000;
    private const int MostCandidates = 3;
    private const double ForReplay = 0.3;

    private readonly ShortenRequest _request;
    private readonly FunctionMeaning _function;
    private readonly DecisionContext _context;
    private readonly ExpressionForm _form;
    private readonly ExpressionTask _task;
    private readonly ExpressionText _text;
    private readonly TestInputs _inputs;
    private readonly Equality _equality;
    private readonly string _name;
    private readonly List<TestCase> _tests;
    private readonly List<TestCase> _spare;
    private readonly List<ShortenLevel> _levels = [];
    private readonly List<ShortCandidate> _candidates = [];

    public ExpressionShortener(
        ShortenRequest request, FunctionMeaning function, IReadOnlyList<ExpressionOperation> operations, IReadOnlyList<ulong> constants, ExpressionForm form, DecisionContext context)
    {
        (_request, _function, _context, _form) = (request, function, context, form);
        _task = new ExpressionTask(form.Width, function.Variables.Count, constants, operations, form.ResultMask);
        _text = new ExpressionText(form, [.. function.Variables.Select(variable => variable.Name)], constants);
        _inputs = new TestInputs(function);
        _equality = new Equality(function, _inputs, context);
        _name = request.Function.Name[(request.Function.Name.LastIndexOf('.') + 1)..];
        _spare = _inputs.Draw(SpareTests, context);
        _tests = [.. _spare.Take(FirstTests)];
    }

    /// <summary>The answer.</summary>
    public Shortened Run()
    {
        var clock = Stopwatch.StartNew();
        var longest = _request.MaxLength ?? int.MaxValue;
        var length = 0;
        var nothingBelow = 0;
        ShortProgram? shortest = null;
        for (; length <= longest && shortest is null && _tests.Count > 0 && _candidates.Count <= MostCandidates; length++)
        {
            var (isComplete, found) = Level(length);
            shortest = found is null ? null : Shown(found);
            if (!isComplete)
            {
                break;
            }

            nothingBelow = shortest is null && _candidates.Count == 0 ? length + 1 : nothingBelow;
        }

        return new Shortened
        {
            Function = _request.Function.Name[(_request.Function.Name.LastIndexOf('.') + 1)..],
            OriginalLength = _function.Operations,
            Instructions = [.. _task.Operations.Select(operation => operation.Name)],
            Operands = [.. _task.Constants.Select(_text.Constant)],
            Assumptions = [.. _request.Assumptions.Select(assumption => assumption.Text)],
            Shortest = shortest,
            NothingBelow = nothingBelow,
            IsComplete = shortest is not null || length > longest,
            Levels = _levels,
            Tests = [.. _tests.Select(Shown)],
            Candidates = _candidates,
            Cost = clock.Elapsed,
        };
    }

    // One length, again and again until no program passes the tests that is not equal.
    private (bool IsComplete, (ExpressionProgram Program, Same Proof)? Found) Level(int length)
    {
        while (true)
        {
            var clock = Stopwatch.StartNew();
            _context.Report($"{length} {(length == 1 ? "operation" : "operations")}, {_tests.Count} tests", null);
            var tests = new ExpressionTests(_task, [.. _tests.Select(test => (_form.Leaves(test.Input), test.Results[0]))]);
            var result = new ExpressionLevel(_task, tests, length, Judge, _context).Run();
            foreach (var test in result.Differences.Where(test => !_tests.Any(test.HasInputOf)))
            {
                if (!_tests.Any(test.HasInputOf))
                {
                    _tests.Add(test);
                }
            }

            if (result.IsComplete && result.Found is null && result.Differences.Count > 0)
            {
                continue;
            }

            // A program that was found ends the search early, and the shorter ones were all tried before.
            _levels.Add(new ShortenLevel(length, result.Programs, tests.Cases.Count, result.IsComplete && result.Found is null, clock.Elapsed));
            _candidates.AddRange(result.Open.Select(open => new ShortCandidate(length, _text.Method(_name, open.Program), open.Reason)));
            return (result.IsComplete || result.Found is not null, result.Found);
        }
    }

    private Judgement Judge(ExpressionProgram program)
    {
        foreach (var test in _spare)
        {
            if ((program.Run([.. _form.Leaves(test.Input), .. _task.Constants], _task.Width) & _task.ResultMask) != (test.Results[0] & _task.ResultMask))
            {
                return new Different(test);
            }
        }

        return _equality.Judge([_form.Result(_function.Terms, program, _task.Constants)], []);
    }

    private ShortProgram? Shown((ExpressionProgram Program, Same Proof)? found)
    {
        var (program, proof) = found!.Value;
        var text = _text.Method(_name, program);
        var place = Place.Whole("shortest");
        var code = $"internal static class {Wrapper}\n{{\ninternal {text}}}";
        var block = new CodeBlock("csharp", ClaimText.Of("", place), new ClaimText(code, [.. code.Split('\n').Select((_, line) => new Place("shortest", line + 1, 1))]));
        switch (new Replay(_request).Decide(block, $"{Wrapper}.{_name}", Max(_context.Left * ForReplay), _context.Cancellation))
        {
            case Proved proved:
                return new ShortProgram(program.Length, text, proved.Covers, proved.Decider);
            case var verdict:
                _candidates.Add(new ShortCandidate(program.Length, text, $"{proof.Decider} proved it, but not from its text: {((Undecided)verdict).Reason}"));
                return null;
        }
    }

    private static TimeSpan Max(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    private ShortenTest Shown(TestCase test) => new(
        string.Join(", ", _function.Variables.Zip(test.Input, (variable, value) => $"{variable.Name} = {ValueText.Format(value, variable.Type)}")),
        ValueText.Format(new Value(_function.Results[0].Sort, test.Results[0]), _form.ResultType));

    /// <summary>The constants of a request, or the usual ones; null with a problem.</summary>
    public static IReadOnlyList<ulong>? Constants(ShortenRequest request, FunctionMeaning function, int width, ICollection<Problem> problems)
    {
        var mask = ExpressionMeaning.Mask(width);
        if (request.Constants is not { } list)
        {
            // A constant of a wider or narrower part of the function counts in the width of the values.
            return [.. new ulong[] { 0, 1, (ulong)width - 1, mask }.Concat(function.Constants.Select(value => (ulong)value.Signed & mask)).Distinct()];
        }

        List<ulong> constants = [];
        foreach (var word in list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var digits = word.Replace("_", "", StringComparison.Ordinal);
            var isHex = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
            if (!Signed128.TryParse(isHex ? digits[2..] : digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                || number > mask || number < -(Signed128)(mask >> 1) - 1)
            {
                problems.Add(new Problem(Place.Whole("--constants"), $"'{word}' is no number of {width} bits.", "Write for example: --constants 0,1,-1,0x55555555"));
                return null;
            }

            constants.Add((ulong)(Bits128)number & mask);
        }

        return [.. constants.Distinct()];
    }
}
