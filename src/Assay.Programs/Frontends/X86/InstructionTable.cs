using Assay.Programs.Frontends.X86.Instructions;

namespace Assay.Programs.Frontends.X86;

/// <summary>All instructions by name, and why some well-known others are refused.</summary>
internal static class InstructionTable
{
    private const string NoStack = "There is no stack: keep values in registers or in a buffer.";

    public static IReadOnlyDictionary<string, Instruction> All { get; } = new[]
    {
        Moves.All, Arithmetic.All, Multiplication.All, Logic.All, Shifts.All, Rotates.All, Bits.All, Vectors.All, VectorMoves.All, Control.All,
    }.SelectMany(group => group).ToDictionary(instruction => instruction.Mnemonic, StringComparer.OrdinalIgnoreCase);

    /// <summary>Why an instruction is refused on purpose.</summary>
    public static IReadOnlyDictionary<string, string> Refused { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["push"] = NoStack,
        ["pop"] = NoStack,
        ["pushfq"] = NoStack,
        ["popfq"] = NoStack,
        ["enter"] = NoStack,
        ["leave"] = NoStack,
        ["call"] = "Calls are not supported: write the called code in its place.",
        ["syscall"] = "A program can only compute: it cannot call the operating system.",
        ["int"] = "A program can only compute: it cannot call the operating system.",
        ["lock"] = "Prefixes are not supported: only one program runs, so lock means nothing.",
        ["rep"] = "String instructions are not supported: write a loop.",
    };
}
