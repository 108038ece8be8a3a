using System.Diagnostics;
using Assay.Claims;
using Assay.Claims.Code;
using Assay.Programs.Deciders;
using Assay.Programs.Execution;
using Assay.Programs.Frontends.X86;
using Assay.Programs.Questions;
using Assay.Programs.Synthesis.Shortening.Expressions;
using Assay.Programs.Terms;
using Assay.Verdicts;

namespace Assay.Programs.Synthesis.Shortening.Registers;

/// <summary>Looks for the shortest program on registers that is equal to an assembly function.</summary>
internal sealed class RegisterShortener
{
    private const int FirstTests = 6;
    private const int SpareTests = 1000;
    private const int MostCandidates = 3;
    private const double ForReplay = 0.3;

    private readonly ShortenRequest _request;
    private readonly FunctionMeaning _function;
    private readonly RegisterLayout _layout;
    private readonly RegisterTask _task;
    private readonly DecisionContext _context;
    private readonly TestInputs _inputs;
    private readonly Equality _equality;
    private readonly List<TestCase> _tests;
    private readonly List<TestCase> _spare;
    private readonly List<ShortenLevel> _levels = [];
    private readonly List<ShortCandidate> _candidates = [];

    public RegisterShortener(ShortenRequest request, FunctionMeaning function, RegisterLayout layout, IReadOnlyList<RegisterOperation> operations, DecisionContext context)
    {
        (_request, _function, _layout, _context) = (request, function, layout, context);
        Operations = operations;
        _task = new RegisterTask(
            layout.Width, layout.Registers.Count, layout.Inputs, layout.Outputs,
            [.. operations.SelectMany(operation => operation.Instructions(layout.Registers.Count, layout.Width))]);
        _inputs = new TestInputs(function, [.. _task.Undefined.Select(_ => Sort.BitVector(layout.Width))]);
        _equality = new Equality(function, _inputs, context);
        _spare = _inputs.Draw(SpareTests, context);
        _tests = [.. _spare.Take(FirstTests)];
    }

    private IReadOnlyList<RegisterOperation> Operations { get; }

    /// <summary>The answer.</summary>
    public Shortened Run()
    {
        var clock = Stopwatch.StartNew();
        var longest = _request.MaxLength ?? int.MaxValue;
        var (length, nothingBelow) = (0, 0);
        ShortProgram? shortest = null;
        var search = Search();
        while (length <= longest && shortest is null && !search.IsClosed && _tests.Count > 0 && _candidates.Count <= MostCandidates)
        {
            _context.Report($"{length} {(length == 1 ? "instruction" : "instructions")}, {_tests.Count} tests", null);
            var level = Stopwatch.StartNew();
            var isComplete = search.Next(length);
            if (isComplete && search.Found is null && Learnt(search))
            {
                // With more tests there are more states, also at the lengths that are done.
                search = Again(length);
                continue;
            }

            _levels.Add(new ShortenLevel(length, search.Programs, _tests.Count, isComplete && search.Found is null, level.Elapsed));
            shortest = search.Found is { } found ? Shown(found.Program, found.Proof) : null;
            _candidates.AddRange(search.Open.Skip(_candidates.Count).Select(open => new ShortCandidate(length, _layout.Text(open.Program), open.Reason)));
            if (!isComplete)
            {
                break;
            }

            nothingBelow = shortest is null && _candidates.Count == 0 ? length + 1 : nothingBelow;
            length++;
        }

        var isImpossible = search.IsClosed && shortest is null && _candidates.Count == 0;
        return new Shortened
        {
            Function = _request.Function.Name,
            OriginalLength = _layout.Length,
            Instructions = [.. Operations.Select(operation => operation.Name)],
            Operands = [.. _layout.Registers.Select(register => register.Name)],
            IsAssembly = true,
            Assumptions = [.. _request.Assumptions.Select(assumption => assumption.Text)],
            Shortest = shortest,
            NothingBelow = nothingBelow,
            IsImpossible = isImpossible,
            IsComplete = shortest is not null || search.IsClosed || length > longest,
            Levels = _levels,
            Tests = [.. _tests.Select(Shown)],
            Candidates = _candidates,
            Cost = clock.Elapsed,
        };
    }

    private RegisterSearch Search() => new(
        _task, [.. _tests.Select(test => (Start(test), test.Results))], Judge, _request.Memory, _context);

    // The lengths before were tried on fewer tests, and nothing of them passed: they only have to be built up again.
    private RegisterSearch Again(int length)
    {
        var search = Search();
        for (var done = 0; done < length; done++)
        {
            search.Next(done);
        }

        return search;
    }

    private bool Learnt(RegisterSearch search)
    {
        var count = _tests.Count;
        foreach (var test in search.Differences)
        {
            if (!_tests.Any(test.HasInputOf))
            {
                _tests.Add(test);
            }
        }

        return _tests.Count > count;
    }

    private ulong[] Start(TestCase test)
    {
        var registers = new ulong[_task.Registers];
        foreach (var (register, value) in _task.Inputs.Concat(_task.Undefined).Zip(test.Input))
        {
            registers[register] = (ulong)value.Bits;
        }

        return registers;
    }

    private Judgement Judge(IReadOnlyList<RegisterInstruction> program)
    {
        foreach (var test in _spare)
        {
            var numbers = Start(test);
            RegisterInstruction.Run(program, numbers, (operation, target, source) => operation.Apply(target, source, _task.Width));
            if (_task.Outputs.Zip(test.Results).Any(pair => numbers[pair.First] != pair.Second))
            {
                return new Different(test);
            }
        }

        var terms = _function.Terms;
        var registers = new Term[_task.Registers];
        foreach (var (register, part) in _task.Inputs.Zip(_function.Inputs.Parts))
        {
            registers[register] = part.Term;
        }

        List<Term> unknowns = [];
        foreach (var register in _task.Undefined)
        {
            unknowns.Add(registers[register] = terms.Unknown(_layout.Registers[register].Name, Sort.BitVector(_task.Width)));
        }

        RegisterInstruction.Run(program, registers, (operation, target, source) => operation.Apply(terms, target, source));
        return _equality.Judge([.. _task.Outputs.Select(output => registers[output])], unknowns);
    }

    private ShortProgram? Shown(IReadOnlyList<RegisterInstruction> program, Same proof)
    {
        var (block, name) = _layout.Block(program);
        var time = _context.Left > TimeSpan.Zero ? _context.Left * ForReplay : TimeSpan.Zero;
        switch (new Replay(_request).Decide(block, name, time, _context.Cancellation))
        {
            case Proved proved:
                return new ShortProgram(program.Count, _layout.Text(program), proved.Covers, proved.Decider);
            case var verdict:
                _candidates.Add(new ShortCandidate(program.Count, _layout.Text(program), $"{proof.Decider} proved it, but not from its text: {((Undecided)verdict).Reason}"));
                return null;
        }
    }

    // Registers that are no inputs are part of a test: their contents are arbitrary, but a test has to name them.
    private ShortenTest Shown(TestCase test)
    {
        var inputs = _function.Variables.Zip(test.Input, (variable, value) => $"{variable.Name} = {ValueText.Format(value, variable.Type)}");
        var undefined = _task.Undefined.Zip(test.Input.Skip(_task.Inputs.Count), (register, value) => $"{_layout.Registers[register].Name} = {value.Bits}");
        var results = _function.Results.Zip(test.Results, _function.ResultTypes).Select(result => ValueText.Format(new Value(result.First.Sort, result.Second), result.Third));
        return new ShortenTest(string.Join(", ", inputs.Concat(undefined)), string.Join(", ", results));
    }
}
