using Assay.Claims;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86;

/// <summary>An operand of an instruction, as the text gives it.</summary>
/// <param name="Place">Where it stands.</param>
internal abstract record Operand(Place Place);

internal sealed record RegisterOperand(Register Register, Place Place) : Operand(Place);

internal sealed record ImmediateOperand(Signed128 Value, Place Place) : Operand(Place);

/// <summary>A place in memory: base + index * scale + displacement.</summary>
/// <param name="Width">Bits of the access; 0 when neither the text nor the instruction says.</param>
/// <param name="Base">The base register.</param>
/// <param name="Index">The index register.</param>
/// <param name="Scale">1, 2, 4 or 8.</param>
/// <param name="Displacement">A signed 32-bit number.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record MemoryOperand(int Width, Register? Base, Register? Index, int Scale, int Displacement, Place Place)
    : Operand(Place)
{
    /// <summary>Bits in which the address is computed.</summary>
    public int AddressWidth => (Base ?? Index)?.Width ?? 64;
}

/// <summary>Where a jump goes.</summary>
internal sealed record LabelOperand(string Name, Place Place) : Operand(Place);
