namespace Assay.Programs.Synthesis.Kernels;

/// <summary>An instruction whose registers still have their names.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Target">The name of the register that it writes; of a comparison the first operand.</param>
/// <param name="Source">The name of the other one.</param>
/// <param name="IsCounted">Whether it is an instruction of its own and neither a load nor a store, nor half of one.</param>
internal readonly record struct KernelStep(KernelOperation Operation, string Target, string Source, bool IsCounted);

/// <summary>Understands the lines of one kind of text.</summary>
internal interface IKernelSyntax
{
    /// <summary>Adds what an instruction does, or what is wrong with it.</summary>
    void Add(KernelLine line, KernelOperation operation, KernelRegisters registers, ICollection<KernelStep> steps);
}
