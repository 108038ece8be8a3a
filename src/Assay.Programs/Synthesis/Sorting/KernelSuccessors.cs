using Assay.Programs.Synthesis.Kernels;

using Assay.Programs.Synthesis.Layers;

namespace Assay.Programs.Synthesis.Sorting;

/// <summary>The successors of a state of kernels that compare and copy.</summary>
internal sealed class KernelSuccessors(SearchModel model) : ISuccessors
{
    private readonly StateWalker _walker = new(model.Live);
    private readonly byte[] _groups = new byte[model.Comparisons.Groups];

    public int Instructions => model.Problem.Instructions.Count;

    public ReadOnlySpan<ushort> After(int instruction, ReadOnlySpan<ushort> members, int left)
    {
        var successor = _walker.Apply(instruction, members);
        if (successor.IsEmpty)
        {
            return [];
        }

        var moves = left - model.Comparisons.Of(successor, _groups);
        return moves >= 0 && model.Moves.MayDo(successor, moves, model.IsAscending) ? successor : [];
    }
}
