using Assay.Claims;
using Assay.Programs.Execution;
using Assay.Programs.Frontends.Cil;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86;

/// <summary>A function written in assembly.</summary>
internal sealed class AsmFunction : IExternalFunction
{
    private readonly AsmSignature _signature;
    private readonly IReadOnlyList<Operation> _program;
    private readonly IReadOnlyList<AsmVariable> _buffers;

    private AsmFunction(AsmSignature signature, IReadOnlyList<Operation> program)
    {
        _signature = signature;
        _program = program;
        _buffers = [.. signature.Inputs.Where(input => input.IsBuffer)];
        Parameters = [.. signature.Inputs.Select(input => input.Type)];
        Result = signature.Outputs is [var single] ? single.Type : RegisterTypes.Tuple([.. signature.Outputs.Select(output => output.Type)]);
    }

    /// <summary>The instructions that can be used.</summary>
    public static IReadOnlyList<string> Mnemonics { get; } = [.. InstructionTable.All.Keys.Order(StringComparer.Ordinal)];

    public string Name => _signature.Name;

    public IReadOnlyList<ClrType> Parameters { get; }

    /// <summary>The number of elements of each parameter; 0 for a number.</summary>
    public IReadOnlyList<int> ParameterLengths => [.. _signature.Inputs.Select(input => input.Length)];

    /// <summary>The register of each parameter.</summary>
    public IReadOnlyList<string> ParameterNames => [.. _signature.Inputs.Select(input => input.Register.Name)];

    public ClrType Result { get; }

    /// <summary>A C# method with the signature, so that C# can be compiled that calls the function.</summary>
    public string Declaration
    {
        get
        {
            var outputs = string.Join(", ", _signature.Outputs.Select(output => output.Type.Name));
            var result = _signature.Outputs.Count == 1 ? outputs : $"({outputs})";
            var inputs = string.Join(", ", _signature.Inputs.Select(input => $"{input.Type.Name} {input.Register}"));
            return $"static {result} {Name}({inputs}) => throw null!;";
        }
    }

    /// <summary>Reads a block; null when it has problems, which are all reported.</summary>
    public static AsmFunction? Parse(CodeBlock block, ICollection<Problem> problems)
    {
        List<Problem> found = [];
        var signature = new SignatureReader(block.Info, found).Read();
        var program = new ProgramReader(found).Read(block.Code);
        foreach (var problem in found)
        {
            problems.Add(problem);
        }

        return signature is null || found.Count > 0 ? null : new AsmFunction(signature, program);
    }

    public ExecutionResult Execute(TermFactory terms, Term[] arguments, ExecutionLimits limits)
    {
        var unset = new Unset(terms);
        var state = new MachineState(unset, Buffers(arguments));
        SetInputs(terms, unset, state, arguments);
        var machine = new Machine(terms, limits, Name, _program, [.. _buffers.Select(buffer => buffer.Register.Name)]);
        var (condition, end, faults, unfinished) = machine.Run(state);
        Term[] results = [.. _signature.Outputs.Select(output =>
            condition.IsFalse ? Nothing(terms, output) : ResultOf(terms, output, end))];
        return new ExecutionResult(Pack(terms, results), faults, unfinished);
    }

    private IEnumerable<Term[]> Buffers(Term[] arguments)
    {
        foreach (var (input, argument) in _signature.Inputs.Zip(arguments))
        {
            if (input.Length > 0 && argument.Args.Length != input.Length)
            {
                throw new UnsupportedException($"{Name} takes {input.TypeText} {input.Register}, but is given {argument.Args.Length} elements.", input.Place);
            }

            if (input.IsBuffer)
            {
                yield return argument.Args;
            }
        }
    }

    private void SetInputs(TermFactory terms, Unset unset, MachineState state, Term[] arguments)
    {
        for (var buffer = 0; buffer < _buffers.Count; buffer++)
        {
            state.SetGeneral(_buffers[buffer].Register.Index, new Address(buffer, terms.Constant(0, 64)));
        }

        var numbers = _signature.Inputs.Zip(arguments).Where(pair => !pair.First.IsBuffer).ToList();
        foreach (var (input, argument) in numbers.Where(pair => pair.First.Register.IsVector))
        {
            var index = input.Register.Index;
            state.SetVector(index, input.Length > 0 ? argument.Args : [argument, .. unset.Vector(index)[1..]]);
        }

        foreach (var parts in numbers.Where(pair => !pair.First.Register.IsVector).GroupBy(pair => pair.First.Register.Index))
        {
            var whole = Whole(terms, unset, parts.Key, [.. parts.Select(pair => (pair.First.Register, pair.Second)).OrderBy(part => part.Register.Low)]);
            state.SetGeneral(parts.Key, new Number(whole));
        }
    }

    // The register with its inputs in place and unknown values around them.
    private static Term Whole(TermFactory terms, Unset unset, int index, (Register Register, Term Value)[] parts)
    {
        Term? whole = null;
        void Append(Term part) => whole = whole is null ? part : terms.Concat(part, whole);
        var at = 0;
        foreach (var (register, value) in parts)
        {
            if (register.Low > at)
            {
                Append(unset.Part(index, at, register.Low - at));
            }

            Append(value);
            at = register.Low + register.Width;
        }

        if (at < 32)
        {
            Append(unset.Part(index, at, 32 - at));
        }

        if (at < 64)
        {
            Append(unset.UpperHalf(index));
        }

        return whole!;
    }

    private Term ResultOf(TermFactory terms, AsmVariable output, MachineState state)
    {
        var register = output.Register;
        if (output.IsBuffer)
        {
            return terms.Array(state.Buffers[_buffers.ToList().FindIndex(buffer => buffer.Register == register)]);
        }

        if (register.IsVector)
        {
            var dwords = state.Vector(register.Index);
            return output.Length > 0 ? terms.Array(dwords) : dwords[0];
        }

        return state.General(register.Index) is Number number
            ? terms.Extract(number.Bits, register.Low, register.Width)
            : throw new UnsupportedException($"At the end {register} holds an address of a buffer, which is no result.", output.Place);
    }

    // What stands for the result of a function that never ends normally.
    private static Term Nothing(TermFactory terms, AsmVariable output)
    {
        var zero = terms.Constant(0, output.Item.Bits);
        return output.Length > 0 ? terms.Array(Enumerable.Repeat(zero, output.Length)) : zero;
    }

    private static Term Pack(TermFactory terms, Term[] results) =>
        results.Length == 1 ? results[0] : PackItems(terms, results);

    private static Term PackItems(TermFactory terms, Term[] items) =>
        terms.Tuple(items.Length <= 7 ? items : [.. items[..7], PackItems(terms, items[7..])]);
}
