using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86.Instructions;

/// <summary>Sums and differences.</summary>
internal static class Arithmetic
{
    public static IEnumerable<Instruction> All { get; } =
    [
        new("add", "rm rmi", cpu => Add(cpu, null)),
        new("adc", "rm rmi", cpu => Add(cpu, cpu.Flag(Flag.CF))),
        new("sub", "rm rmi", cpu => Subtract(cpu, store: true)),
        new("cmp", "rm rmi", cpu => Subtract(cpu, store: false)),
        new("sbb", "rm rmi", SubtractWithBorrow),
        new("inc", "rm", cpu => Step(cpu, 1)),
        new("dec", "rm", cpu => Step(cpu, -1)),
        new("neg", "rm", Negate),
        new("xadd", "rm r", ExchangeAndAdd),
    ];

    private static void Add(Cpu cpu, Term? carry)
    {
        if (carry is null && cpu.TryAddressArithmetic(subtract: false, store: true))
        {
            return;
        }

        var (a, b) = (cpu.Read(0), cpu.Read(1));
        var sum = Sum(cpu, a, b, carry);
        cpu.Write(0, sum);
    }

    private static Term Sum(Cpu cpu, Term a, Term b, Term? carry)
    {
        var terms = cpu.Terms;
        var sum = terms.Add(a, b);
        if (carry is not null)
        {
            sum = terms.Add(sum, terms.FromBool(carry, a.Width));
        }

        // With a carry coming in, the sum wraps also when it comes back to a itself.
        var wraps = cpu.Later(() => carry is null
            ? terms.ULt(sum, a)
            : terms.Or(terms.ULt(sum, a), terms.And(carry, terms.Equal(sum, a))));
        cpu.SetResultFlags(sum, wraps, cpu.Later(() => SumOverflows(terms, a, b, sum)), HalfCarry(cpu, a, b, sum));
        return sum;
    }

    private static void Subtract(Cpu cpu, bool store)
    {
        if (!cpu.Operation.IsOneRegister(0, 1) && cpu.TryAddressArithmetic(subtract: true, store))
        {
            return;
        }

        // A register less itself is zero whatever it holds, an address included.
        var isZero = cpu.Operation.IsOneRegister(0, 1);
        var a = isZero ? cpu.Constant(0, cpu.Width) : cpu.Read(0);
        var b = isZero ? a : cpu.Read(1);
        cpu.SetComparisonFlags(a, b);
        if (store)
        {
            cpu.Write(0, cpu.Terms.Sub(a, b));
        }
    }

    private static void SubtractWithBorrow(Cpu cpu)
    {
        var terms = cpu.Terms;
        var borrow = cpu.Flag(Flag.CF);

        // The idiom that fills a register with the carry does not depend on what it held.
        var a = cpu.Operation.IsOneRegister(0, 1) ? cpu.Constant(0, cpu.Width) : cpu.Read(0);
        var b = cpu.Operation.IsOneRegister(0, 1) ? a : cpu.Read(1);
        var difference = terms.Sub(terms.Sub(a, b), terms.FromBool(borrow, a.Width));
        cpu.SetResultFlags(
            difference,
            cpu.Later(() => terms.Or(terms.ULt(a, b), terms.And(borrow, terms.Equal(a, b)))),
            cpu.Later(() => DifferenceOverflows(terms, a, b, difference)),
            HalfCarry(cpu, a, b, difference));
        cpu.Write(0, difference);
    }

    // CF stays as it was.
    private static void Step(Cpu cpu, int by)
    {
        if (cpu.HoldsAddress(0))
        {
            var carry = cpu.State.Flags[Flag.CF];
            cpu.WriteWord(0, cpu.Sum(cpu.ReadWord(0), new Number(cpu.Constant(by, 64))));
            cpu.SetAddressFlags();
            cpu.SetFlags(flag => flag == Flag.CF ? carry : null);
            return;
        }

        var a = cpu.Read(0);
        var one = cpu.Constant(1, a.Width);
        var result = by > 0 ? cpu.Terms.Add(a, one) : cpu.Terms.Sub(a, one);

        // It overflows exactly where the result is the least, or the greatest, signed number.
        var edge = cpu.Constant(by > 0 ? Signed128.One << (a.Width - 1) : (Signed128.One << (a.Width - 1)) - 1, a.Width);
        cpu.SetResultFlags(
            result,
            cpu.State.Flags[Flag.CF],
            cpu.Later(() => cpu.Terms.Equal(result, edge)),
            HalfCarry(cpu, a, one, result));
        cpu.Write(0, result);
    }

    private static void Negate(Cpu cpu)
    {
        var a = cpu.Read(0);
        cpu.SetComparisonFlags(cpu.Constant(0, a.Width), a);
        cpu.Write(0, cpu.Terms.Neg(a));
    }

    private static void ExchangeAndAdd(Cpu cpu)
    {
        var (a, b) = (cpu.Read(0), cpu.Read(1));
        var sum = Sum(cpu, a, b, null);
        cpu.Write(1, a);
        cpu.Write(0, sum);
    }

    // AF: the carry out of the lowest four bits is the carry into bit 4, which the bits of sum and summands tell.
    private static Deferred HalfCarry(Cpu cpu, Term a, Term b, Term result) =>
        cpu.Later(() => Flags.Bit(cpu.Terms, cpu.Terms.BvXor(cpu.Terms.BvXor(a, b), result), 4));

    private static Term SumOverflows(TermFactory terms, Term a, Term b, Term sum)
    {
        Term Sign(Term value) => Flags.Bit(terms, value, value.Width - 1);
        return terms.And(terms.Equal(Sign(a), Sign(b)), terms.Xor(Sign(a), Sign(sum)));
    }

    private static Term DifferenceOverflows(TermFactory terms, Term a, Term b, Term difference)
    {
        Term Sign(Term value) => Flags.Bit(terms, value, value.Width - 1);
        return terms.And(terms.Xor(Sign(a), Sign(b)), terms.Xor(Sign(a), Sign(difference)));
    }
}
