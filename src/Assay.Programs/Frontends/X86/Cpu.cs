using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86;

/// <summary>One instruction while it is executed: what it reads, writes, and on which inputs it fails.</summary>
internal sealed partial class Cpu
{
    private readonly List<(Term Condition, string Exception)> _faults = [];
    private readonly List<Register> _written = [];
    private readonly Address? _address;
    private readonly BufferMemory _memory;
    private bool _isGuarded;

    public Cpu(TermFactory terms, Operation operation, MachineState state, Term condition)
    {
        Terms = terms;
        Operation = operation;
        State = state;
        Condition = condition;
        _memory = new BufferMemory(terms);

        // Before anything is written, since the registers of an address may be results as well.
        if (operation.Operands.OfType<MemoryOperand>().FirstOrDefault(memory => memory.Width > 0) is { } memory)
        {
            _address = EffectiveAddress(memory) as Address
                ?? throw new UnsupportedException("The address is not known to lie in a buffer; memory is reached through a register that was declared as one, such as int[4] rdi.", memory.Place);
        }
    }

    public TermFactory Terms { get; }

    public Operation Operation { get; }

    public MachineState State { get; }

    /// <summary>On which inputs the instruction has not failed.</summary>
    public Term Condition { get; private set; }

    public IReadOnlyList<(Term Condition, string Exception)> Faults => _faults;

    /// <summary>The registers that were written, as they were named.</summary>
    public IReadOnlyList<Register> Written => _written;

    public bool SetsFlags { get; private set; }

    /// <summary>On which inputs the program goes on elsewhere; null when the instruction is no jump.</summary>
    public Term? Branch { get; private set; }

    public bool IsReturn { get; private set; }

    public int Width => Operation.Width;

    public int OperandCount => Operation.Operands.Count;

    public void Jump(Term when) => Branch = when;

    public void Return() => IsReturn = true;

    public void Fail(Term when, string exception)
    {
        var fails = Terms.And(Condition, when);
        if (!fails.IsFalse)
        {
            _faults.Add((fails, exception));
        }

        Condition = Terms.And(Condition, Terms.Not(when));
    }

    public Term Constant(Signed128 value, int width) => Terms.Constant(value, width);

    /// <summary>A value that nothing defines.</summary>
    public Term Unknown(object what, string why, Sort sort) => Terms.Unknown($"{what} ({why}, line {Operation.Place.Line})", sort);

    /// <summary>The constant that an operand gives.</summary>
    public Signed128 Immediate(int operand) => ((ImmediateOperand)Operation.Operands[operand]).Value;

    public bool IsImmediate(int operand) => Operation.Operands[operand] is ImmediateOperand;

    public int OperandWidth(int operand) => Operation.Operands[operand] switch
    {
        RegisterOperand register => register.Register.Width,
        MemoryOperand memory => memory.Width,
        _ => Width,
    };

    /// <summary>The number an operand holds, in its width; an immediate has the width of the instruction.</summary>
    public Term Read(int operand) => Operation.Operands[operand] switch
    {
        RegisterOperand register => ReadRegister(register.Register),
        MemoryOperand memory => ReadMemory(memory.Width),
        ImmediateOperand immediate => Constant(immediate.Value, Width),
        _ => throw new InvalidOperationException("A label has no value."),
    };

    public void Write(int operand, Term value)
    {
        if (Operation.Operands[operand] is RegisterOperand register)
        {
            WriteRegister(register.Register, value);
            return;
        }

        WriteMemory(value);
    }

    /// <summary>What an operand holds, which may be an address.</summary>
    public Word ReadWord(int operand) =>
        Operation.Operands[operand] is RegisterOperand { Register: { IsVector: false, Width: 64 } register }
            ? State.General(register.Index)
            : new Number(Terms.ZeroExtend(Read(operand), 64));

    /// <summary>Sets an operand of 64 bits.</summary>
    public void WriteWord(int operand, Word value)
    {
        if (value is Number number)
        {
            Write(operand, Terms.Extract(number.Bits, 0, OperandWidth(operand)));
            return;
        }

        if (Operation.Operands[operand] is not RegisterOperand { Register: var register } || register.Width != 64)
        {
            throw new UnsupportedException("An address of a buffer cannot be stored in memory or cut to fewer bits.", Operation.Place);
        }

        State.SetGeneral(register.Index, value);
    }

    public Term ReadRegister(Register register) => Terms.Extract(NumberIn(register), register.Low, register.Width);

    public Term ReadRegister(int index, int width) => ReadRegister(Register.Of(index, width));

    public void WriteRegister(int index, Term value) => WriteRegister(Register.Of(index, value.Width), value);

    /// <summary>Sets a register: 32 bits clear the upper half, 8 and 16 bits leave the rest as it was.</summary>
    public void WriteRegister(Register register, Term value)
    {
        _written.Add(register);
        var whole = register.Width >= 32
            ? Terms.ZeroExtend(value, 64)
            : BufferMemory.Replace(Terms, NumberIn(register), register.Low, value);
        State.SetGeneral(register.Index, new Number(whole));
    }

    /// <summary>The four dwords of a vector operand, in a register or in memory.</summary>
    public Term[] ReadVector(int operand)
    {
        if (Operation.Operands[operand] is RegisterOperand register)
        {
            return State.Vector(register.Register.Index);
        }

        var bits = ReadMemory(128);
        return [.. Enumerable.Range(0, 4).Select(lane => Terms.Extract(bits, 32 * lane, 32))];
    }

    public void WriteVector(int operand, Term[] dwords)
    {
        if (Operation.Operands[operand] is RegisterOperand register)
        {
            _written.Add(register.Register);
            State.SetVector(register.Register.Index, dwords);
            return;
        }

        WriteMemory(Join(dwords));
    }

    /// <summary>The bits of some words, the lowest word first.</summary>
    public Term Join(IEnumerable<Term> words) => words.Aggregate((low, high) => Terms.Concat(high, low));

    private Term NumberIn(Register register) => State.General(register.Index) switch
    {
        Number number => number.Bits,
        Address => throw new UnsupportedException($"{register} holds an address of a buffer, and this instruction would use it as a number; where a buffer lies is not known.", Operation.Place),
        _ => throw DependsOnInput(),
    };

    private Term ReadMemory(int width)
    {
        Guard(width);
        return Condition.IsFalse ? Constant(0, width) : _memory.Read(State.Buffers[_address!.Buffer], _address.Offset, width);
    }

    private void WriteMemory(Term value)
    {
        Guard(value.Width);
        if (!Condition.IsFalse)
        {
            State.SetBuffer(_address!.Buffer, _memory.Write(State.Buffers[_address.Buffer], _address.Offset, value));
        }
    }

    // An instruction has one memory operand at most, so one check serves reading and writing it.
    private void Guard(int width)
    {
        if (!_isGuarded)
        {
            Fail(_memory.Outside(State.Buffers[_address!.Buffer], _address.Offset, width), "IndexOutOfRangeException");
        }

        _isGuarded = true;
    }
}
