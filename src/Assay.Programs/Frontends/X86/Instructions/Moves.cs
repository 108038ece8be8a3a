using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86.Instructions;

/// <summary>Moves, conditional moves, exchanges and extensions; no flag changes.</summary>
internal static class Moves
{
    public static IEnumerable<Instruction> All { get; } =
    [
        new("mov", "rm rmi|r64 i64", Move),
        .. ConditionCodes.Each("cmov", "16: r rm", MoveWhere),
        .. ConditionCodes.Each("set", "rm8", (cpu, holds) => cpu.Write(0, cpu.Terms.FromBool(holds(), 8))),
        new("xchg", "rm rm", Exchange),
        new("lea", "16: r address", LoadAddress),
        new("movzx", "16: r rm8|32: r rm16", cpu => cpu.Write(0, cpu.Terms.ZeroExtend(cpu.Read(1), cpu.Width))),
        new("movsx", "16: r rm8|32: r rm16", cpu => cpu.Write(0, cpu.Terms.SignExtend(cpu.Read(1), cpu.Width))),
        new("movsxd", "r64 rm32", cpu => cpu.Write(0, cpu.Terms.SignExtend(cpu.Read(1), 64))),
        new("cbw", "", cpu => ExtendAccumulator(cpu, 16)),
        new("cwde", "", cpu => ExtendAccumulator(cpu, 32)),
        new("cdqe", "", cpu => ExtendAccumulator(cpu, 64)),
        new("cwd", "", cpu => SpreadSign(cpu, 16)),
        new("cdq", "", cpu => SpreadSign(cpu, 32)),
        new("cqo", "", cpu => SpreadSign(cpu, 64)),
    ];

    private static void Move(Cpu cpu)
    {
        if (cpu.IsImmediate(1))
        {
            cpu.Write(0, cpu.Constant(cpu.Immediate(1), cpu.OperandWidth(0)));
        }
        else if (cpu.Width == 64)
        {
            cpu.WriteWord(0, cpu.ReadWord(1));
        }
        else
        {
            cpu.Write(0, cpu.Read(1));
        }
    }

    // The source is read, and the upper half of a 32-bit destination cleared, whether or not the condition holds.
    private static void MoveWhere(Cpu cpu, Func<Term> holds)
    {
        if (cpu.Width == 64)
        {
            cpu.WriteWord(0, Word.Merge(cpu.Terms, holds(), cpu.ReadWord(1), cpu.ReadWord(0)));
        }
        else
        {
            cpu.Write(0, cpu.Terms.Ite(holds(), cpu.Read(1), cpu.Read(0)));
        }
    }

    private static void Exchange(Cpu cpu)
    {
        if (cpu.Width == 64)
        {
            var (a, b) = (cpu.ReadWord(0), cpu.ReadWord(1));
            cpu.WriteWord(0, b);
            cpu.WriteWord(1, a);
        }
        else
        {
            var (a, b) = (cpu.Read(0), cpu.Read(1));
            cpu.Write(0, b);
            cpu.Write(1, a);
        }
    }

    private static void LoadAddress(Cpu cpu)
    {
        var memory = (MemoryOperand)cpu.Operation.Operands[1];
        cpu.WriteWord(0, cpu.EffectiveAddress(memory));
    }

    private static void ExtendAccumulator(Cpu cpu, int width) =>
        cpu.WriteRegister(0, cpu.Terms.SignExtend(cpu.ReadRegister(0, width / 2), width));

    private static void SpreadSign(Cpu cpu, int width) =>
        cpu.WriteRegister(2, SignBits(cpu.Terms, cpu.ReadRegister(0, width)));

    /// <summary>The sign of a number in every bit.</summary>
    public static Term SignBits(TermFactory terms, Term value) => terms.AShr(value, terms.Constant(value.Width - 1, value.Width));
}
