using Assay.Claims;

namespace Assay.Programs.Frontends.X86;

/// <summary>One instruction of a program.</summary>
/// <param name="Instruction">What it does.</param>
/// <param name="Width">Bits it works on; 0 when every operand has its own fixed width.</param>
/// <param name="Operands">The operands; memory operands know their width.</param>
/// <param name="Text">The instruction as written, for messages and traces.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record Operation(Instruction Instruction, int Width, IReadOnlyList<Operand> Operands, string Text, Place Place)
{
    /// <summary>The position of the operation a jump goes to.</summary>
    public int Target { get; init; }

    /// <summary>Whether two operands are one register, as in the idiom <c>xor eax, eax</c>.</summary>
    public bool IsOneRegister(int first, int second) =>
        Operands[first] is RegisterOperand a && Operands[second] is RegisterOperand b && a.Register == b.Register;
}
