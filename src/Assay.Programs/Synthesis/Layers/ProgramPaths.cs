namespace Assay.Programs.Synthesis.Layers;

/// <summary>The shortest programs that a finished search found, one by one.</summary>
/// <remarks>Only states are entered from which the end is reached in time.</remarks>
internal sealed class ProgramPaths
{
    private readonly ISearchModel _model;
    private readonly HashSet<StateKey>[] _useful;
    private readonly int _length;

    /// <param name="model">The problem.</param>
    /// <param name="search">A search over it that found an end.</param>
    /// <param name="cancellation">Ends the preparation.</param>
    public ProgramPaths(ISearchModel model, LayeredSearch search, CancellationToken cancellation)
    {
        _model = model;
        _length = search.Layers.Count - 1;
        _useful = [.. search.Layers.Select(_ => new HashSet<StateKey>())];
        for (var depth = _length; depth >= 0; depth--)
        {
            Parallel.ForEach(
                search.Layers[depth].Pages,
                new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount },
                model.CreateSuccessors,
                (page, _, successors) =>
                {
                    FindUseful(page, depth, successors);
                    return successors;
                },
                _ => { });
        }
    }

    /// <summary>The number of states, up to symmetry, on the way of some program.</summary>
    public long Useful => _useful.Sum(layer => (long)layer.Count);

    /// <summary>Whether a state after so many instructions is on the way of some program, up to symmetry.</summary>
    public bool IsUseful(ReadOnlySpan<ushort> members, int depth) =>
        _useful[depth].Contains(_model.Forms.KeyOfOrbit(members));

    /// <summary>All programs, one of those that are the same up to the names of values, each as its instructions and the state that it ends with, in the order of the instructions.</summary>
    /// <remarks>The lists are those of the walk; they change when the next program is asked for.</remarks>
    public IEnumerable<(IReadOnlyList<int> Instructions, ushort[] End)> Programs()
    {
        var path = new List<int>();
        return From(_model.Start.ToArray()).Select(end => ((IReadOnlyList<int>)path, end));

        IEnumerable<ushort[]> From(ushort[] members)
        {
            var left = _length - path.Count - 1;
            if (left < 0)
            {
                yield return members;
                yield break;
            }

            var successors = _model.CreateSuccessors();
            for (var instruction = 0; instruction < successors.Instructions; instruction++)
            {
                if (successors.After(instruction, members, left) is { IsEmpty: false } successor
                    && _model.MayBecomeWanted(successor, left) && IsUseful(successor, path.Count + 1))
                {
                    path.Add(instruction);
                    foreach (var end in _model.IsFirstOfRenamings(path) ? From(successor.ToArray()) : [])
                    {
                        yield return end;
                    }

                    path.RemoveAt(path.Count - 1);
                }
            }
        }
    }

    private void FindUseful(ReadOnlySpan<ushort> page, int depth, ISuccessors successors)
    {
        while (StateLayer.Next(ref page) is { IsEmpty: false } members)
        {
            if (depth == _length ? _model.IsEnd(members) : LeadsOn(successors, members, depth))
            {
                lock (_useful[depth])
                {
                    _useful[depth].Add(_model.Forms.KeyOf(members));
                }
            }
        }
    }

    private bool LeadsOn(ISuccessors successors, ReadOnlySpan<ushort> members, int depth)
    {
        for (var instruction = 0; instruction < successors.Instructions; instruction++)
        {
            if (successors.After(instruction, members, _length - depth - 1) is { IsEmpty: false } successor && IsUseful(successor, depth + 1))
            {
                return true;
            }
        }

        return false;
    }
}
