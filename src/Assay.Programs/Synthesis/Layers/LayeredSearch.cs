namespace Assay.Programs.Synthesis.Layers;

/// <summary>
/// Finds out whether programs of a length exist, and how many: layer k holds all states, up to symmetry, that k instructions
/// reach and from which, as far as the bounds tell, the rest of the length may suffice.
/// </summary>
internal sealed class LayeredSearch(ISearchModel model, int length)
{
    private readonly List<StateLayer> _layers = [];

    /// <summary>The layers so far, from the empty program on.</summary>
    public IReadOnlyList<StateLayer> Layers => _layers;

    /// <summary>All states of the layers.</summary>
    public StateTable States { get; } = new();

    /// <summary>Called after each layer.</summary>
    public Action? LayerFinished { get; set; }

    /// <summary>Searches layer by layer until the length is reached or no state is left.</summary>
    /// <returns>
    /// How many programs there are, all results of renaming included. The number is exact if there is no shorter one.
    /// </returns>
    public ulong Run(CancellationToken cancellation)
    {
        if (_layers.Count == 0)
        {
            Start();
            LayerFinished?.Invoke();
        }

        while (_layers.Count <= length && _layers[^1].Count > 0)
        {
            _layers.Add(Expand(_layers[^1], _layers.Count, cancellation));
            LayerFinished?.Invoke();
        }

        return _layers.Count <= length ? 0 : Programs(_layers[length]);
    }

    /// <summary>Adds a layer that an earlier run of the same search found.</summary>
    /// <param name="states">Its states, each with the number of programs that lead there.</param>
    public void Restore(IEnumerable<(ushort[] Members, ulong Programs)> states)
    {
        var layer = new StateLayer();
        foreach (var (members, programs) in states)
        {
            layer.Add(members);
            States.Add(model.Hash.KeyOf(members, 0), _layers.Count, programs);
        }

        _layers.Add(layer);
    }

    private void Start()
    {
        var layer = new StateLayer();
        _layers.Add(layer);
        if (model.Bound(model.Start) <= length)
        {
            layer.Add(model.Start);
            States.Add(model.Hash.KeyOf(model.Start, 0), 0, 1);
        }
    }

    private StateLayer Expand(StateLayer layer, int depth, CancellationToken cancellation)
    {
        var result = new StateLayer();
        Parallel.ForEach(
            layer.Pages,
            new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount },
            () => new Expansion(model, States, depth, length),
            (page, _, expansion) =>
            {
                expansion.Add(page);
                return expansion;
            },
            expansion =>
            {
                lock (result)
                {
                    result.Take(expansion.Found);
                }
            });
        return result;
    }

    private ulong Programs(StateLayer layer) =>
        layer.States().Aggregate(0UL, (sum, members) => checked(sum + States.Find(model.Hash.KeyOf(members, 0)).Programs));
}
