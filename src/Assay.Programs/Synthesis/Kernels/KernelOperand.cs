namespace Assay.Programs.Synthesis.Kernels;

/// <summary>Where an instruction reads or writes.</summary>
/// <param name="Name">The register or cell of memory, written in one way only.</param>
/// <param name="IsMemory">Whether it lies in memory.</param>
/// <param name="IsVector">Whether it is a vector register.</param>
internal sealed record KernelOperand(string Name, bool IsMemory, bool IsVector);
