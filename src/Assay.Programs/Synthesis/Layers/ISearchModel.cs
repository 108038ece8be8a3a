using Assay.Programs.Synthesis.Kernels;

namespace Assay.Programs.Synthesis.Layers;

/// <summary>What a search in layers needs to know about its problem.</summary>
internal interface ISearchModel
{
    /// <summary>The problem.</summary>
    SortingProblem Problem { get; }

    /// <summary>Which states count as one.</summary>
    ICanonicalForm Forms { get; }

    /// <summary>The state of the empty program; every renaming maps it to itself.</summary>
    ReadOnlySpan<ushort> Start { get; }

    /// <summary>Whether a program has done its work in a state.</summary>
    bool IsEnd(ReadOnlySpan<ushort> members);

    /// <summary>The least number of instructions that the bounds leave possible from a state on; 0 only at an end.</summary>
    int Bound(ReadOnlySpan<ushort> members);

    /// <summary>How far a state seems from its end, for searches that promise nothing; less is nearer.</summary>
    int Score(ReadOnlySpan<ushort> members);

    /// <summary>
    /// Whether, as far as the bounds tell, so many more instructions can lead to an end that is a kernel in the end: one
    /// whose results stand where they are wanted.
    /// </summary>
    bool MayBecomeWanted(ReadOnlySpan<ushort> members, int left);

    /// <summary>
    /// Whether a program, or the beginning of one, stands for all that differ from it in the names of value registers; always so where
    /// only one of these ends in the wanted order.
    /// </summary>
    bool IsFirstOfRenamings(IReadOnlyList<int> instructions);

    /// <summary>
    /// A program as a kernel, its value registers renamed so that the results stand in ascending order: the values may start in any
    /// order, so that every renaming of their registers gives a kernel too. Null when a result stands in a spare register.
    /// </summary>
    Kernel? KernelOf(IReadOnlyList<int> instructions, ReadOnlySpan<ushort> end);

    /// <summary>What the members of states stand for, by their numbers, as certificates write it; none where a member says itself what it is.</summary>
    IReadOnlyList<string> Members { get; }

    /// <summary>Creates what forms successors, for one thread.</summary>
    ISuccessors CreateSuccessors();
}
