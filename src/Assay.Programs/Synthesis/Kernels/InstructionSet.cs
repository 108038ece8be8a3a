namespace Assay.Programs.Synthesis.Kernels;

/// <summary>The operations that a kernel may use.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Operations">The operations.</param>
internal sealed record InstructionSet(string Name, IReadOnlyList<KernelOperation> Operations)
{
    /// <summary>Comparison, move, and the two conditional moves of Ullrich and Hack (CGO 2025).</summary>
    public static InstructionSet Cmov { get; } = new(
        "cmov", [KernelOperation.Cmp, KernelOperation.Mov, KernelOperation.Cmovl, KernelOperation.Cmovg]);

    /// <summary>The same with all six signed conditional moves.</summary>
    public static InstructionSet WideCmov { get; } = new(
        "wide-cmov",
        [.. Cmov.Operations, KernelOperation.Cmovge, KernelOperation.Cmovle, KernelOperation.Cmove, KernelOperation.Cmovne]);

    /// <summary>Move, minimum and maximum.</summary>
    public static InstructionSet MinMax { get; } = new("minmax", [KernelOperation.Mov, KernelOperation.Min, KernelOperation.Max]);

    /// <summary>All sets, by name.</summary>
    public static IReadOnlyList<InstructionSet> All { get; } = [Cmov, WideCmov, MinMax];

    /// <summary>Every instruction over so many registers that can have an effect.</summary>
    /// <remarks>A comparison stands for both orders of its operands, which differ only in what the conditions are called.</remarks>
    public IEnumerable<KernelInstruction> Instructions(int registers) =>
        from operation in Operations
        from target in Enumerable.Range(0, registers)
        from source in Enumerable.Range(0, registers)
        where operation == KernelOperation.Cmp ? target < source : target != source
        select new KernelInstruction(operation, target, source);
}
