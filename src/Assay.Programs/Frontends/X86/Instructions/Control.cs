namespace Assay.Programs.Frontends.X86.Instructions;

/// <summary>Jumps, ret, and instructions that do nothing.</summary>
internal static class Control
{
    public static IEnumerable<Instruction> All { get; } =
    [
        new("jmp", "label", cpu => cpu.Jump(cpu.Terms.True)),
        .. ConditionCodes.Each("j", "label", (cpu, holds) => cpu.Jump(holds())),
        new("ret", "", cpu => cpu.Return()),
        new("nop", "", _ => { }),
        new("endbr64", "", _ => { }),
    ];
}
