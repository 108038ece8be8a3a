using Assay.Programs.Synthesis.Kernels;

namespace Assay.Programs.Synthesis.Sorting;

/// <summary>The kernels that a finished search found, one by one.</summary>
/// <remarks>Only states from which some state of the last layer is reached in time are entered.</remarks>
internal sealed class KernelPaths
{
    private readonly SearchModel _model;
    private readonly HashSet<StateKey>[] _useful;
    private readonly int _length;

    public KernelPaths(SearchModel model, LayeredSearch search, CancellationToken cancellation)
    {
        _model = model;
        _length = search.Layers.Count - 1;
        _useful = [.. search.Layers.Select(_ => new HashSet<StateKey>())];
        var walker = new StateWalker(model.Live);
        for (var depth = _length; depth >= 0; depth--)
        {
            foreach (var page in search.Layers[depth].Pages)
            {
                cancellation.ThrowIfCancellationRequested();
                ReadOnlySpan<ushort> rest = page;
                while (StateLayer.Next(ref rest) is { IsEmpty: false } members)
                {
                    if (depth == _length || LeadsOn(walker, members, _useful[depth + 1]))
                    {
                        _useful[depth].Add(model.Hash.KeyOf(members, 0));
                    }
                }
            }
        }
    }

    /// <summary>Whether a state of a layer, up to symmetry, is on the way of some kernel.</summary>
    public bool IsUseful(ReadOnlySpan<ushort> members, int depth) =>
        _useful[depth].Contains(_model.Hash.KeyOf(members, _model.Hash.Choose(members)));

    /// <summary>All kernels that sort into ascending order, in the order of the instructions.</summary>
    public IEnumerable<Kernel> Kernels()
    {
        var problem = _model.Problem;
        var path = new List<int>();
        return From([.. _model.Live.Starts])
            .Select(_ => new Kernel(problem.Values, problem.Registers, [.. path.Select(instruction => problem.Instructions[instruction])]));

        IEnumerable<bool> From(ushort[] members)
        {
            if (path.Count == _length)
            {
                yield return true;
                yield break;
            }

            var walker = new StateWalker(_model.Live);
            for (var instruction = 0; instruction < problem.Instructions.Count; instruction++)
            {
                if (walker.Apply(instruction, members) is { Length: > 0 } successor && IsRight(successor, path.Count + 1))
                {
                    path.Add(instruction);
                    foreach (var end in From(successor.ToArray()))
                    {
                        yield return end;
                    }

                    path.RemoveAt(path.Count - 1);
                }
            }
        }
    }

    // The first order is the ascending one.
    private bool IsRight(ReadOnlySpan<ushort> members, int depth) =>
        _model.Moves.Orders(members, _length - depth, 1) != 0 && IsUseful(members, depth);

    private bool LeadsOn(StateWalker walker, ReadOnlySpan<ushort> members, HashSet<StateKey> useful)
    {
        for (var instruction = 0; instruction < _model.Problem.Instructions.Count; instruction++)
        {
            if (walker.Apply(instruction, members) is { IsEmpty: false } successor
                && useful.Contains(_model.Hash.KeyOf(successor, _model.Hash.Choose(successor))))
            {
                return true;
            }
        }

        return false;
    }
}
