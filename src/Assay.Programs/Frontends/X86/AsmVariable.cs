using Assay.Claims;
using Assay.Programs.Execution;

namespace Assay.Programs.Frontends.X86;

/// <summary>A parameter or result of an assembly function.</summary>
/// <param name="Register">The register that holds it, or the address of its buffer.</param>
/// <param name="Item">The type of the number, or of each element.</param>
/// <param name="Length">The number of elements; 0 for a number.</param>
/// <param name="Place">Where it is declared.</param>
internal sealed record AsmVariable(Register Register, ClrType Item, int Length, Place Place)
{
    public ClrType Type => Length == 0 ? Item : RegisterTypes.Array(Item);

    /// <summary>Whether the register holds the address of the elements.</summary>
    public bool IsBuffer => Length > 0 && !Register.IsVector;

    /// <summary>The type as a signature writes it.</summary>
    public string TypeText => Length == 0 ? Item.Name : $"{Item.Name}[{Length}]";
}

/// <summary>What an assembly function takes and gives: the info string of its block.</summary>
internal sealed record AsmSignature(string Name, IReadOnlyList<AsmVariable> Inputs, IReadOnlyList<AsmVariable> Outputs);
