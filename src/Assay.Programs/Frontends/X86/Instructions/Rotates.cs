using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86.Instructions;

/// <summary>Rotations. They change CF and OF only, and nothing when the count is zero.</summary>
internal static class Rotates
{
    private const string Forms = "rm i8|rm cl|rm";

    public static IEnumerable<Instruction> All { get; } =
    [
        new("rol", Forms, RotateLeft),
        new("ror", Forms, RotateRight),
        new("rcl", Forms, cpu => RotateThroughCarry(cpu, isLeft: true)),
        new("rcr", Forms, cpu => RotateThroughCarry(cpu, isLeft: false)),
        new("rorx", "32: r rm i8", cpu => cpu.Write(0, cpu.Terms.RotateRight(cpu.Read(1), Shifts.Count(cpu, 2)))),
    ];

    private static void RotateLeft(Cpu cpu)
    {
        var count = Shifts.Count(cpu, 1);
        var result = cpu.Terms.RotateLeft(cpu.Read(0), count);
        var carry = cpu.Bit(result, 0);
        SetFlags(cpu, count, carry, () => cpu.Terms.Xor(Flags.Bit(cpu.Terms, result, cpu.Width - 1), carry.Value));
        cpu.Write(0, result);
    }

    private static void RotateRight(Cpu cpu)
    {
        var count = Shifts.Count(cpu, 1);
        var result = cpu.Terms.RotateRight(cpu.Read(0), count);
        var carry = cpu.Sign(result);
        SetFlags(cpu, count, carry, () => cpu.Terms.Xor(carry.Value, Flags.Bit(cpu.Terms, result, cpu.Width - 2)));
        cpu.Write(0, result);
    }

    // CF is the bit above the highest one of a number that is one bit wider.
    private static void RotateThroughCarry(Cpu cpu, bool isLeft)
    {
        var terms = cpu.Terms;
        var width = cpu.Width;
        var masked = Shifts.Count(cpu, 1);
        var wide = terms.Concat(terms.FromBool(cpu.Flag(Flag.CF), 1), cpu.Read(0));
        var all = cpu.Constant(width + 1, width + 1);
        var count = terms.URem(terms.ZeroExtend(masked, width + 1), all);
        var rest = terms.Sub(all, count);
        var rotated = isLeft
            ? terms.BvOr(terms.Shl(wide, count), terms.LShr(wide, rest))
            : terms.BvOr(terms.LShr(wide, count), terms.Shl(wide, rest));
        var before = Flags.Bit(terms, wide, width);
        var oldSign = Flags.Bit(terms, wide, width - 1);
        var result = terms.Extract(rotated, 0, width);
        var carry = cpu.Bit(rotated, width);
        SetFlags(cpu, masked, carry, () => isLeft
            ? terms.Xor(Flags.Bit(terms, result, width - 1), carry.Value)
            : terms.Xor(oldSign, before));
        cpu.Write(0, result);
    }

    private static void SetFlags(Cpu cpu, Term count, Deferred carry, Func<Term> overflow) =>
        cpu.SetFlagsWhere(cpu.Terms.Not(Shifts.IsZero(cpu, count)), flag => flag switch
        {
            Flag.CF => carry,
            Flag.OF => Shifts.OverflowOfOne(cpu, count, overflow),
            _ => null,
        });
}
