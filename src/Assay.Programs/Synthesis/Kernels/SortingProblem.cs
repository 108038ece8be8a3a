namespace Assay.Programs.Synthesis.Kernels;

/// <summary>What is looked for: kernels that sort so many values, with so many spare registers, over an instruction set.</summary>
/// <param name="Values">The number of values.</param>
/// <param name="Spares">The number of spare registers.</param>
/// <param name="Set">The operations.</param>
/// <param name="SpareStart">What spare registers hold at the start.</param>
internal sealed record SortingProblem(int Values, int Spares, InstructionSet Set, SpareStart SpareStart = SpareStart.Undefined)
{
    /// <summary>The number of registers.</summary>
    public int Registers => Values + Spares;

    /// <summary>The instructions that a kernel may use.</summary>
    public IReadOnlyList<KernelInstruction> Instructions { get; } = [.. Set.Instructions(Values + Spares)];

    /// <summary>The rank of the least value; a lower one belongs to what is in a spare register at the start.</summary>
    public int FirstRank => SpareStart == SpareStart.Least ? 2 : 1;

    /// <summary>What registers and flags hold at the start.</summary>
    /// <param name="order">The order of the values, as ranks from 1 on.</param>
    public MachineAssignment Start(IReadOnlyList<int> order) => SpareStart == SpareStart.Undefined ? MachineAssignment.Of(order)
        : MachineAssignment.Of([.. order.Select(rank => rank + 1), .. Enumerable.Repeat(1, Spares)]) with { Flags = KernelFlags.Equal };

    /// <summary>Whether the value registers hold the values in this order, as ranks from 1 on.</summary>
    public bool IsInOrder(MachineAssignment assignment, IReadOnlyList<int> order)
    {
        for (var register = 0; register < Values; register++)
        {
            if (assignment[register] != order[register] + FirstRank - 1)
            {
                return false;
            }
        }

        return true;
    }
}
