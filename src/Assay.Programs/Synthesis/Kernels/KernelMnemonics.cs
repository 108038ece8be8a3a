using Assay.Claims;
using Assay.Programs.Frontends.X86;

namespace Assay.Programs.Synthesis.Kernels;

/// <summary>Which registers an instruction of a kernel works on.</summary>
internal enum KernelRegisters
{
    /// <summary>General registers; a source may also lie in memory.</summary>
    General,

    /// <summary>Vector registers.</summary>
    Vector,

    /// <summary>One of either, or a vector register and memory.</summary>
    Between,
}

/// <summary>The instructions that a kernel may have, under all their names.</summary>
internal static class KernelMnemonics
{
    private static readonly Dictionary<string, (KernelOperation Operation, KernelRegisters Registers)> Known = Table()
        .ToDictionary(row => row.Name, row => (row.Operation, row.Registers), StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, string> Signed = new(StringComparer.OrdinalIgnoreCase)
    {
        ["cmova"] = "cmovg",
        ["cmovnbe"] = "cmovg",
        ["cmovae"] = "cmovge",
        ["cmovnb"] = "cmovge",
        ["cmovnc"] = "cmovge",
        ["cmovb"] = "cmovl",
        ["cmovnae"] = "cmovl",
        ["cmovc"] = "cmovl",
        ["cmovbe"] = "cmovle",
        ["cmovna"] = "cmovle",
        ["pminud"] = "pminsd",
        ["pmaxud"] = "pmaxsd",
        ["vpminud"] = "vpminsd",
        ["vpmaxud"] = "vpmaxsd",
    };

    /// <summary>What a name means; null when a kernel cannot have it.</summary>
    public static (KernelOperation Operation, KernelRegisters Registers)? Find(string name) =>
        Known.TryGetValue(name, out var found) ? found : null;

    /// <summary>Why a name is none of these, and what was perhaps meant.</summary>
    public static Problem Refuse(KernelWord name)
    {
        if (Signed.TryGetValue(name.Text, out var signed))
        {
            return new Problem(name.Place, $"'{name.Text}' compares unsigned; kernels here sort signed values.", $"Did you mean '{signed}'?");
        }

        if (name.Text.StartsWith('j') && InstructionTable.All.ContainsKey(name.Text))
        {
            return new Problem(name.Place, $"'{name.Text}' jumps; a kernel here is a straight line.", "Ask with 'assay prove' or a claim document.");
        }

        if (name.Text.StartsWith('.'))
        {
            return new Problem(name.Place, $"The directive '{name.Text}' may change what the instructions are.", "Remove the line.");
        }

        if (IsOfOtherSyntax(name.Text))
        {
            return new Problem(name.Place, $"'{name.Text}' is of AT&T's syntax.", "Write Intel's syntax, target first, as in: mov ecx, eax");
        }

        return InstructionTable.All.ContainsKey(name.Text)
            ? new Problem(name.Place, $"'{name.Text}' does more than compare and copy.", $"{Choice} For others ask with 'assay prove' or a claim document.")
            : new Problem(name.Place, $"There is no instruction '{name.Text}' here.", NearestSpelling.Of(name.Text, Known.Keys.Order(StringComparer.Ordinal)) is { } nearest ? $"Did you mean '{nearest}'?" : Choice);
    }

    // AT&T's names end with the width; Intel's syntax has a movq too.
    private static bool IsOfOtherSyntax(string name) =>
        !name.Equals("movq", StringComparison.OrdinalIgnoreCase) && !InstructionTable.All.ContainsKey(name) && name.Length > 3 && name[^1] is 'l' or 'q' && Known.TryGetValue(name[..^1], out var found) && found.Registers == KernelRegisters.General;

    private const string Choice = "A kernel has mov, cmp, signed cmov, pminsd and pmaxsd.";

    private static IEnumerable<(string Name, KernelOperation Operation, KernelRegisters Registers)> Table()
    {
        (KernelOperation Operation, KernelRegisters Registers, string Names)[] rows =
        [
            (KernelOperation.Mov, KernelRegisters.General, "mov"),
            (KernelOperation.Cmp, KernelRegisters.General, "cmp"),
            (KernelOperation.Cmovl, KernelRegisters.General, "cmovl cmovnge"),
            (KernelOperation.Cmovg, KernelRegisters.General, "cmovg cmovnle"),
            (KernelOperation.Cmovle, KernelRegisters.General, "cmovle cmovng"),
            (KernelOperation.Cmovge, KernelRegisters.General, "cmovge cmovnl"),
            (KernelOperation.Cmove, KernelRegisters.General, "cmove cmovz"),
            (KernelOperation.Cmovne, KernelRegisters.General, "cmovne cmovnz"),
            (KernelOperation.Mov, KernelRegisters.Between, "movd vmovd"),
            (KernelOperation.Mov, KernelRegisters.Vector, "movdqa vmovdqa movdqu vmovdqu movaps vmovaps movups vmovups"),
            (KernelOperation.Min, KernelRegisters.Vector, "pminsd vpminsd min pmin"),
            (KernelOperation.Max, KernelRegisters.Vector, "pmaxsd vpmaxsd max pmax"),
        ];
        return rows.SelectMany(row => row.Names.Split(' ').Select(name => (name, row.Operation, row.Registers)));
    }
}
