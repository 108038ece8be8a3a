using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86.Instructions;

/// <summary>Bitwise operations, and those on CF alone.</summary>
internal static class Logic
{
    public static IEnumerable<Instruction> All { get; } =
    [
        new("and", "rm rmi", cpu => Combine(cpu, cpu.Terms.BvAnd)),
        new("or", "rm rmi", cpu => Combine(cpu, cpu.Terms.BvOr)),
        new("xor", "rm rmi", ExclusiveOr),
        new("test", "rm rmi", cpu => cpu.SetLogicFlags(cpu.Terms.BvAnd(cpu.Read(0), cpu.Read(1)))),
        new("not", "rm", cpu => cpu.Write(0, cpu.Terms.BvNot(cpu.Read(0)))),
        new("andn", "32: r r rm", AndNot),
        new("clc", "", cpu => SetCarry(cpu, cpu.Terms.False)),
        new("stc", "", cpu => SetCarry(cpu, cpu.Terms.True)),
        new("cmc", "", cpu => SetCarry(cpu, cpu.Terms.Not(cpu.Flag(Flag.CF)))),
    ];

    private static void Combine(Cpu cpu, Func<Term, Term, Term> operation)
    {
        var result = operation(cpu.Read(0), cpu.Read(1));
        cpu.SetLogicFlags(result);
        cpu.Write(0, result);
    }

    // The idiom that clears a register works whatever the register holds, an address included.
    private static void ExclusiveOr(Cpu cpu)
    {
        if (!cpu.Operation.IsOneRegister(0, 1))
        {
            Combine(cpu, cpu.Terms.BvXor);
            return;
        }

        var zero = cpu.Constant(0, cpu.Width);
        cpu.SetLogicFlags(zero);
        cpu.Write(0, zero);
    }

    private static void AndNot(Cpu cpu)
    {
        var result = cpu.Terms.BvAnd(cpu.Terms.BvNot(cpu.Read(1)), cpu.Read(2));
        cpu.SetFlags(flag => flag switch
        {
            Flag.ZF => cpu.IsZero(result),
            Flag.SF => cpu.Sign(result),
            Flag.CF or Flag.OF => cpu.Always(false),
            _ => cpu.Undefined(flag),
        });
        cpu.Write(0, result);
    }

    private static void SetCarry(Cpu cpu, Term value) =>
        cpu.SetFlags(flag => flag == Flag.CF ? cpu.Later(() => value) : null);
}
