using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86.Instructions;

/// <summary>Shifts. A count is taken modulo 32, or 64 for 64-bit operands; a count of zero changes no flag.</summary>
internal static class Shifts
{
    private const string Single = "rm i8|rm cl|rm";
    private const string Double = "16: rm r i8|16: rm r cl";

    public static IEnumerable<Instruction> All { get; } =
    [
        new("shl", Single, ShiftLeft),
        new("sal", Single, ShiftLeft),
        new("shr", Single, ShiftRight),
        new("sar", Single, ShiftRightSigned),
        new("shld", Double, cpu => ShiftDouble(cpu, isLeft: true)),
        new("shrd", Double, cpu => ShiftDouble(cpu, isLeft: false)),
        new("shlx", "32: r rm r", cpu => ShiftWithoutFlags(cpu, cpu.Terms.Shl)),
        new("shrx", "32: r rm r", cpu => ShiftWithoutFlags(cpu, cpu.Terms.LShr)),
        new("sarx", "32: r rm r", cpu => ShiftWithoutFlags(cpu, cpu.Terms.AShr)),
    ];

    /// <summary>The masked count of a shift or rotation, in the width of the instruction.</summary>
    public static Term Count(Cpu cpu, int operand)
    {
        if (operand >= cpu.OperandCount)
        {
            return cpu.Constant(1, cpu.Width);
        }

        var mask = cpu.Width == 64 ? 63 : 31;
        if (cpu.IsImmediate(operand))
        {
            return cpu.Constant(cpu.Immediate(operand) & mask, cpu.Width);
        }

        var count = cpu.Read(operand);
        var masked = cpu.Terms.BvAnd(count, cpu.Constant(mask, count.Width));
        return cpu.Terms.ZeroExtend(masked, cpu.Width);
    }

    private static void ShiftLeft(Cpu cpu)
    {
        var terms = cpu.Terms;
        var (value, count) = (cpu.Read(0), Count(cpu, 1));
        var result = terms.Shl(value, count);
        var carry = cpu.Later(() => Defined(cpu, Flag.CF, IsBelowWidth(cpu, count), Flags.Bit(terms, terms.LShr(value, terms.Sub(WidthOf(cpu), count)), 0)));
        SetFlags(cpu, result, count, carry, () => terms.Xor(Flags.Bit(terms, result, cpu.Width - 1), Flags.Bit(terms, value, cpu.Width - 1)));
        cpu.Write(0, result);
    }

    private static void ShiftRight(Cpu cpu)
    {
        var terms = cpu.Terms;
        var (value, count) = (cpu.Read(0), Count(cpu, 1));
        var result = terms.LShr(value, count);
        var carry = cpu.Later(() => Defined(cpu, Flag.CF, IsBelowWidth(cpu, count), Flags.Bit(terms, terms.LShr(value, LessOne(cpu, count)), 0)));
        SetFlags(cpu, result, count, carry, () => Flags.Bit(terms, value, cpu.Width - 1));
        cpu.Write(0, result);
    }

    private static void ShiftRightSigned(Cpu cpu)
    {
        var terms = cpu.Terms;
        var (value, count) = (cpu.Read(0), Count(cpu, 1));
        var result = terms.AShr(value, count);
        var carry = cpu.Later(() => Flags.Bit(terms, terms.AShr(value, LessOne(cpu, count)), 0));
        SetFlags(cpu, result, count, carry, () => terms.False);
        cpu.Write(0, result);
    }

    private static void ShiftDouble(Cpu cpu, bool isLeft)
    {
        var terms = cpu.Terms;
        var (value, filler, count) = (cpu.Read(0), cpu.Read(1), Count(cpu, 2));
        var rest = terms.Sub(WidthOf(cpu), count);
        var shifted = isLeft
            ? terms.BvOr(terms.Shl(value, count), terms.LShr(filler, rest))
            : terms.BvOr(terms.LShr(value, count), terms.Shl(filler, rest));

        // Only 16-bit operands can be shifted further than their width, which leaves everything undefined.
        var isDefined = terms.ULe(count, WidthOf(cpu));
        var result = Defined(cpu, "destination", isDefined, shifted);
        var sign = cpu.Width - 1;
        var carry = cpu.Later(() => Defined(cpu, Flag.CF, isDefined, Flags.Bit(terms, terms.LShr(value, isLeft ? rest : LessOne(cpu, count)), 0)));
        SetFlags(cpu, result, count, carry, () => terms.Xor(Flags.Bit(terms, result, sign), Flags.Bit(terms, value, sign)));
        cpu.Write(0, result);
    }

    private static void ShiftWithoutFlags(Cpu cpu, Func<Term, Term, Term> shift) =>
        cpu.Write(0, shift(cpu.Read(1), Count(cpu, 2)));

    // OF is defined for counts of one only, and AF never, unless the count is zero.
    private static void SetFlags(Cpu cpu, Term result, Term count, Deferred carry, Func<Term> overflow) =>
        cpu.SetFlagsWhere(cpu.Terms.Not(IsZero(cpu, count)), flag => flag switch
        {
            Flag.CF => carry,
            Flag.OF => OverflowOfOne(cpu, count, overflow),
            Flag.AF => cpu.Undefined(flag),
            Flag.ZF => cpu.IsZero(result),
            Flag.SF => cpu.Sign(result),
            _ => cpu.Parity(result),
        });

    /// <summary>OF after a shift or rotation: defined when the count is one.</summary>
    public static Deferred OverflowOfOne(Cpu cpu, Term count, Func<Term> overflow) =>
        cpu.Later(() => Defined(cpu, Flag.OF, cpu.Terms.Equal(count, cpu.Constant(1, count.Width)), overflow()));

    public static Term IsZero(Cpu cpu, Term count) => cpu.Terms.Equal(count, cpu.Constant(0, count.Width));

    private static Term Defined(Cpu cpu, object what, Term where, Term value) => where.IsTrue
        ? value
        : cpu.Terms.Ite(where, value, cpu.Unknown(what, $"undefined after {cpu.Operation.Instruction.Mnemonic}", value.Sort));

    private static Term IsBelowWidth(Cpu cpu, Term count) => cpu.Terms.ULt(count, WidthOf(cpu));

    private static Term WidthOf(Cpu cpu) => cpu.Constant(cpu.Width, cpu.Width);

    private static Term LessOne(Cpu cpu, Term count) => cpu.Terms.Sub(count, cpu.Constant(1, count.Width));
}
