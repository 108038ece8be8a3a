namespace Assay.Programs.Synthesis.Layers;

/// <summary>Forms the successors of states; belongs to one thread.</summary>
internal interface ISuccessors
{
    /// <summary>The number of instructions there are.</summary>
    int Instructions { get; }

    /// <summary>The state after an instruction, valid until the next call.</summary>
    /// <param name="instruction">Which instruction.</param>
    /// <param name="members">The state.</param>
    /// <param name="left">How many instructions may follow.</param>
    /// <returns>Nothing where the instruction changes nothing or, as far as the bounds tell, so many more instructions do not suffice.</returns>
    ReadOnlySpan<ushort> After(int instruction, ReadOnlySpan<ushort> members, int left);
}
