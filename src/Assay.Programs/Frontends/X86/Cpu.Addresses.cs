using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86;

/// <summary>Computing with addresses of buffers, as far as it does not matter where a buffer lies.</summary>
internal sealed partial class Cpu
{
    /// <summary>What base + index * scale + displacement is.</summary>
    public Word EffectiveAddress(MemoryOperand memory)
    {
        var width = memory.AddressWidth;
        Word sum = new Number(Constant(memory.Displacement, width));
        if (memory.Index is { } index)
        {
            var word = width == 64 && memory.Scale == 1 ? State.General(index.Index) : new Number(ReadRegister(index));
            sum = Sum(word is Number n ? new Number(Terms.Mul(n.Bits, Constant(memory.Scale, width))) : word, sum);
        }

        if (memory.Base is { } start)
        {
            sum = Sum(width == 64 ? State.General(start.Index) : new Number(ReadRegister(start)), sum);
        }

        return sum is Number number ? new Number(Terms.ZeroExtend(number.Bits, 64)) : sum;
    }

    /// <summary>Adds an address and a number, or two numbers.</summary>
    public Word Sum(Word a, Word b) => (a, b) switch
    {
        (Number x, Number y) => new Number(Terms.Add(x.Bits, y.Bits)),
        (Address x, Number y) => x with { Offset = Terms.Add(x.Offset, y.Bits) },
        (Number x, Address y) => y with { Offset = Terms.Add(y.Offset, x.Bits) },
        (Mixed, _) or (_, Mixed) => throw DependsOnInput(),
        _ => throw NoNumber("adds two addresses"),
    };

    /// <summary>Adds to, subtracts from or compares addresses, if an operand holds one; false when both are numbers.</summary>
    /// <param name="subtract">Whether to subtract.</param>
    /// <param name="store">Whether to keep the result.</param>
    public bool TryAddressArithmetic(bool subtract, bool store)
    {
        if (Width != 64 || (Operation.Operands is not [RegisterOperand, ..] && Operation.Operands is not [_, RegisterOperand]))
        {
            return false;
        }

        if (!HoldsAddress(0) && !HoldsAddress(1))
        {
            return false;
        }

        var (a, b) = (ReadWord(0), WordOf(1));
        var result = subtract ? Difference(a, b) : Sum(a, b);
        if (store)
        {
            WriteWord(0, result);
        }

        if (subtract && a is Address x && b is Address y)
        {
            SetAddressComparisonFlags(x, y);
        }
        else
        {
            SetAddressFlags();
        }

        return true;
    }

    public bool HoldsAddress(int operand) =>
        Operation.Operands[operand] is RegisterOperand { Register: { IsVector: false, Width: 64 } register } && State.General(register.Index) is not Number;

    /// <summary>After arithmetic on an address the flags depend on where the buffer lies.</summary>
    public void SetAddressFlags() =>
        SetFlags(flag => Later(() => Unknown(flag, "depends on where the buffer lies", Sort.Bool)));

    private Word WordOf(int operand) => IsImmediate(operand) ? new Number(Constant(Immediate(operand), 64)) : ReadWord(operand);

    private Word Difference(Word a, Word b) => (a, b) switch
    {
        (Address x, Number y) => x with { Offset = Terms.Sub(x.Offset, y.Bits) },
        (Address x, Address y) when x.Buffer == y.Buffer => new Number(Terms.Sub(x.Offset, y.Offset)),
        (Mixed, _) or (_, Mixed) => throw DependsOnInput(),
        _ => throw NoNumber("subtracts an address from something that is no address in the same buffer"),
    };

    // The difference of two addresses does not depend on where their buffer lies. A buffer wraps round neither the unsigned
    // nor the signed end of the address space, so inside it addresses compare as offsets do; AF depends on the lowest bits.
    private void SetAddressComparisonFlags(Address a, Address b)
    {
        var elements = State.Buffers[a.Buffer];
        var size = Constant(elements.Length * elements[0].Width / 8, 64);
        var inside = Terms.And(Terms.ULe(a.Offset, size), Terms.ULe(b.Offset, size));
        var difference = Terms.Sub(a.Offset, b.Offset);
        Term Inside(Flag flag, Term value) =>
            Terms.Ite(inside, value, Unknown(flag, "depends on where the buffer lies", Sort.Bool));
        SetFlags(flag => flag switch
        {
            X86.Flag.ZF => Later(() => Terms.Equal(a.Offset, b.Offset)),
            X86.Flag.SF => Sign(difference),
            X86.Flag.PF => Parity(difference),
            X86.Flag.CF => Later(() => Inside(flag, Terms.ULt(a.Offset, b.Offset))),
            X86.Flag.OF => Later(() => Inside(flag, Terms.False)),
            _ => Later(() => Unknown(flag, "depends on where the buffer lies", Sort.Bool)),
        });
    }

    private UnsupportedException DependsOnInput() =>
        new("Which buffer a register points into, or whether it does, depends on the input; that is not supported.", Operation.Place);

    private UnsupportedException NoNumber(string what) =>
        new($"This instruction {what}; where a buffer lies is not known.", Operation.Place);
}
