using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86.Instructions;

/// <summary>The condition codes of jumps, conditional moves and setcc, under all their names.</summary>
internal static class ConditionCodes
{
    private static readonly (string[] Names, Flag Flag, bool Wanted)[] Codes =
    [
        (["o"], Flag.OF, true), (["no"], Flag.OF, false),
        (["b", "c", "nae"], Flag.CF, true), (["ae", "nb", "nc"], Flag.CF, false),
        (["e", "z"], Flag.ZF, true), (["ne", "nz"], Flag.ZF, false),
        (["be", "na"], Flag.BelowOrEqual, true), (["a", "nbe"], Flag.BelowOrEqual, false),
        (["s"], Flag.SF, true), (["ns"], Flag.SF, false),
        (["p", "pe"], Flag.PF, true), (["np", "po"], Flag.PF, false),
        (["l", "nge"], Flag.Less, true), (["ge", "nl"], Flag.Less, false),
        (["le", "ng"], Flag.LessOrEqual, true), (["g", "nle"], Flag.LessOrEqual, false),
    ];

    /// <summary>An instruction for every name of every condition.</summary>
    public static IEnumerable<Instruction> Each(string stem, string forms, Action<Cpu, Func<Term>> execute) =>
        from code in Codes
        from name in code.Names
        select new Instruction(stem + name, forms, cpu => execute(cpu, () => code.Wanted
            ? cpu.Flag(code.Flag)
            : cpu.Terms.Not(cpu.Flag(code.Flag))));
}
