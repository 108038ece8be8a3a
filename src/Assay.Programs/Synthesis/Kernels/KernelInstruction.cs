namespace Assay.Programs.Synthesis.Kernels;

/// <summary>One instruction of a kernel.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Target">The register that it writes; of a comparison the first operand.</param>
/// <param name="Source">The other register.</param>
internal readonly record struct KernelInstruction(KernelOperation Operation, int Target, int Source);
