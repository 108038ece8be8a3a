using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86.Instructions;

/// <summary>Counting, finding and testing bits.</summary>
internal static class Bits
{
    public static IEnumerable<Instruction> All { get; } =
    [
        new("bsf", "16: r rm", cpu => Scan(cpu, cpu.Terms.TrailingZeros)),
        new("bsr", "16: r rm", cpu => Scan(cpu, value =>
            cpu.Terms.Sub(cpu.Constant(value.Width - 1, value.Width), cpu.Terms.LeadingZeros(value)))),
        new("popcnt", "16: r rm", CountOnes),
        new("lzcnt", "16: r rm", cpu => CountZeros(cpu, cpu.Terms.LeadingZeros)),
        new("tzcnt", "16: r rm", cpu => CountZeros(cpu, cpu.Terms.TrailingZeros)),
        new("bswap", "32: r", SwapBytes),
        new("bt", "16: r r|16: rm i8", cpu => Test(cpu, null)),
        new("bts", "16: r r|16: rm i8", cpu => Test(cpu, cpu.Terms.BvOr)),
        new("btr", "16: r r|16: rm i8", cpu => Test(cpu, (value, bit) => cpu.Terms.BvAnd(value, cpu.Terms.BvNot(bit)))),
        new("btc", "16: r r|16: rm i8", cpu => Test(cpu, cpu.Terms.BvXor)),
        new("blsr", "32: r rm", cpu => Lowest(cpu, cpu.Terms.BvAnd(Less(cpu), cpu.Read(1)), carryWhenZero: true)),
        new("blsmsk", "32: r rm", cpu => Lowest(cpu, cpu.Terms.BvXor(Less(cpu), cpu.Read(1)), carryWhenZero: true)),
        new("blsi", "32: r rm", cpu => Lowest(cpu, cpu.Terms.BvAnd(cpu.Terms.Neg(cpu.Read(1)), cpu.Read(1)), carryWhenZero: false)),
    ];

    // With no bit set the destination is undefined, and with it the upper half of a 32-bit one.
    private static void Scan(Cpu cpu, Func<Term, Term> find)
    {
        var terms = cpu.Terms;
        var source = cpu.Read(1);
        var isZero = terms.Equal(source, cpu.Constant(0, source.Width));
        var found = find(source);
        var destination = ((RegisterOperand)cpu.Operation.Operands[0]).Register;
        if (destination.Width == 32)
        {
            (destination, found) = (Register.Of(destination.Index, 64), terms.ZeroExtend(found, 64));
        }

        cpu.SetFlags(flag => flag == Flag.ZF ? cpu.Later(() => isZero) : cpu.Undefined(flag));
        cpu.WriteRegister(destination, isZero.IsFalse ? found : terms.Ite(
            isZero, cpu.Unknown(destination, $"undefined after {cpu.Operation.Instruction.Mnemonic} of zero", Sort.BitVector(found.Width)), found));
    }

    private static void CountOnes(Cpu cpu)
    {
        var source = cpu.Read(1);
        cpu.SetFlags(flag => flag == Flag.ZF ? cpu.IsZero(source) : cpu.Always(false));
        cpu.Write(0, cpu.Terms.PopCount(source));
    }

    private static void CountZeros(Cpu cpu, Func<Term, Term> count)
    {
        var source = cpu.Read(1);
        var result = count(source);
        cpu.SetFlags(flag => flag switch
        {
            Flag.CF => cpu.IsZero(source),
            Flag.ZF => cpu.IsZero(result),
            _ => cpu.Undefined(flag),
        });
        cpu.Write(0, result);
    }

    private static void SwapBytes(Cpu cpu)
    {
        var value = cpu.Read(0);
        cpu.Write(0, cpu.Join(Enumerable.Range(1, value.Width / 8).Select(i => cpu.Terms.Extract(value, value.Width - (8 * i), 8))));
    }

    // The bit number counts modulo the width. ZF stays as it was.
    private static void Test(Cpu cpu, Func<Term, Term, Term>? change)
    {
        var terms = cpu.Terms;
        var value = cpu.Read(0);
        var number = terms.BvAnd(
            cpu.IsImmediate(1) ? cpu.Constant(cpu.Immediate(1), value.Width) : cpu.Read(1), cpu.Constant(value.Width - 1, value.Width));
        cpu.SetFlags(flag => flag switch
        {
            Flag.CF => cpu.Later(() => Flags.Bit(terms, terms.LShr(value, number), 0)),
            Flag.ZF => null,
            _ => cpu.Undefined(flag),
        });
        if (change is not null)
        {
            cpu.Write(0, change(value, terms.Shl(cpu.Constant(1, value.Width), number)));
        }
    }

    private static Term Less(Cpu cpu) => cpu.Terms.Sub(cpu.Read(1), cpu.Constant(1, cpu.Width));

    private static void Lowest(Cpu cpu, Term result, bool carryWhenZero)
    {
        var isZero = cpu.IsZero(cpu.Read(1));
        cpu.SetFlags(flag => flag switch
        {
            Flag.CF => carryWhenZero ? isZero : cpu.Later(() => cpu.Terms.Not(isZero.Value)),
            Flag.ZF => cpu.IsZero(result),
            Flag.SF => cpu.Sign(result),
            Flag.OF => cpu.Always(false),
            _ => cpu.Undefined(flag),
        });
        cpu.Write(0, result);
    }
}
