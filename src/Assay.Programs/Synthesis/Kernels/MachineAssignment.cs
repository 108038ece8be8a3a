namespace Assay.Programs.Synthesis.Kernels;

/// <summary>What registers and flags hold at one moment, for one input.</summary>
/// <param name="Registers">Four bits a register, the first lowest: 0 for a value that nothing defined, else a rank from 1 on.</param>
/// <param name="Flags">The flags.</param>
/// <remarks>
/// Kernels only compare and copy, so that ranks stand for all values in the same order. A kernel must work whatever undefined
/// values are; to read one is no fault, but its result is undefined too.
/// </remarks>
internal readonly record struct MachineAssignment(ulong Registers, KernelFlags Flags)
{
    /// <summary>The most registers there can be.</summary>
    public const int MaximalRegisters = 16;

    /// <summary>The start: values in the first registers, nothing in the others, no flags.</summary>
    public static MachineAssignment Of(IReadOnlyList<int> values)
    {
        var registers = 0UL;
        for (var i = 0; i < values.Count; i++)
        {
            registers |= (ulong)values[i] << (4 * i);
        }

        return new MachineAssignment(registers, KernelFlags.Undefined);
    }

    /// <summary>The rank in a register; 0 for none.</summary>
    public int this[int register] => (int)(Registers >> (4 * register)) & 15;

    /// <summary>What is held after an instruction.</summary>
    public MachineAssignment After(KernelInstruction instruction)
    {
        var (target, source) = (this[instruction.Target], this[instruction.Source]);
        var isDefined = target != 0 && source != 0;
        return instruction.Operation switch
        {
            KernelOperation.Mov => With(instruction.Target, source),
            KernelOperation.Cmp => this with { Flags = isDefined ? Compare(target, source) : KernelFlags.Undefined },
            KernelOperation.Min => With(instruction.Target, isDefined ? Math.Min(target, source) : 0),
            KernelOperation.Max => With(instruction.Target, isDefined ? Math.Max(target, source) : 0),
            _ when Flags == KernelFlags.Undefined => With(instruction.Target, target == source ? target : 0),
            _ => instruction.Operation.Holds(Flags) ? With(instruction.Target, source) : this,
        };
    }

    /// <summary>The same with a rank in a register.</summary>
    public MachineAssignment With(int register, int rank) =>
        this with { Registers = (Registers & ~(15UL << (4 * register))) | ((ulong)rank << (4 * register)) };

    private static KernelFlags Compare(int first, int second) =>
        first < second ? KernelFlags.Less : first > second ? KernelFlags.Greater : KernelFlags.Equal;
}
