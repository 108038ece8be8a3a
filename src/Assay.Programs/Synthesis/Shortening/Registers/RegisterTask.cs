namespace Assay.Programs.Synthesis.Shortening.Registers;

/// <summary>What programs on registers are sought.</summary>
/// <param name="Width">Bits of a register.</param>
/// <param name="Registers">How many registers there are.</param>
/// <param name="Inputs">The register of each input; the others start with values that nothing defines.</param>
/// <param name="Outputs">The register of each result.</param>
/// <param name="Instructions">The instructions.</param>
internal sealed record RegisterTask(
    int Width, int Registers, IReadOnlyList<int> Inputs, IReadOnlyList<int> Outputs, IReadOnlyList<RegisterInstruction> Instructions)
{
    /// <summary>The registers that are no inputs, in order.</summary>
    public IReadOnlyList<int> Undefined { get; } = [.. Enumerable.Range(0, Registers).Except(Inputs)];

    /// <summary>How many results one instruction can put right.</summary>
    public int MostRepairs { get; } = Instructions.Any(instruction => instruction.Exchanges) ? 2 : 1;
}
