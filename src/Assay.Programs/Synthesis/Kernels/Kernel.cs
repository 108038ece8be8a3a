namespace Assay.Programs.Synthesis.Kernels;

/// <summary>A straight-line program that compares and copies: values in the first registers, spare ones after them.</summary>
/// <param name="Values">The number of values; they start in registers 0, 1, ...</param>
/// <param name="Registers">The number of all registers.</param>
/// <param name="Instructions">What it does, in order.</param>
internal sealed record Kernel(int Values, int Registers, IReadOnlyList<KernelInstruction> Instructions)
{
    /// <summary>The number of instructions.</summary>
    public int Length => Instructions.Count;

    /// <summary>Runs on values, given by their ranks from 1 on.</summary>
    public MachineAssignment Run(IReadOnlyList<int> ranks) =>
        Instructions.Aggregate(MachineAssignment.Of(ranks), (held, instruction) => held.After(instruction));

    /// <summary>Whether it leaves these ranks in ascending order in the first registers.</summary>
    public bool Sorts(IReadOnlyList<int> ranks)
    {
        var end = Run(ranks);
        return ranks.Order().Select((rank, register) => end[register] == rank).All(isRight => isRight);
    }
}
