using System.Diagnostics;

namespace Assay.Programs.Synthesis.Layers;

/// <summary>
/// Finds out whether programs of a length exist, and how many: layer k holds all states, up to symmetry, that k instructions
/// reach and from which, as far as the bounds tell, the rest of the length may suffice.
/// </summary>
internal sealed class LayeredSearch(ISearchModel model, int length)
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromMilliseconds(100);

    private readonly List<StateLayer> _layers = [];
    private bool _hasEnd;

    /// <summary>The layers so far, from the empty program on.</summary>
    public IReadOnlyList<StateLayer> Layers => _layers;

    /// <summary>All states of the layers.</summary>
    public StateTable States { get; } = new();

    /// <summary>Called after each layer.</summary>
    public Action? LayerFinished { get; init; }

    /// <summary>Searches layer by layer until a layer has an end in it, the length is reached, or no state is left.</summary>
    /// <returns>
    /// How many programs there are that are as short as the last layer, all results of renaming included; none is shorter. 0 if
    /// there is none up to the length.
    /// </returns>
    /// <exception cref="SearchTooLargeException">It needs too much memory; the layers before stay.</exception>
    public ulong Run(SearchLimits limits)
    {
        if (_layers.Count == 0)
        {
            Start();
            LayerFinished?.Invoke();
        }

        while (_layers.Count <= length && _layers[^1].Count > 0 && !_hasEnd)
        {
            _layers.Add(Expand(_layers[^1], _layers.Count, limits));
            LayerFinished?.Invoke();
        }

        return _layers[^1].States().Where(members => model.IsEnd(members))
            .Aggregate(0UL, (sum, members) => checked(sum + States.Find(model.Forms.KeyOf(members)).Programs));
    }

    /// <summary>Adds a layer that an earlier run of the same search found.</summary>
    /// <param name="states">Its states, each with the number of programs that lead there.</param>
    public void Restore(IEnumerable<(ushort[] Members, ulong Programs)> states)
    {
        var layer = new StateLayer();
        foreach (var (members, programs) in states)
        {
            layer.Add(members);
            States.Add(model.Forms.KeyOf(members), _layers.Count, programs);
            _hasEnd |= model.IsEnd(members);
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
            States.Add(model.Forms.KeyOf(model.Start), 0, 1);
            _hasEnd = model.IsEnd(model.Start);
        }
    }

    private StateLayer Expand(StateLayer layer, int depth, SearchLimits limits)
    {
        var result = new StateLayer();
        var clock = Stopwatch.StartNew();
        var (pages, reported, before) = (0, TimeSpan.Zero, States.Count);
        try
        {
            Parallel.ForEach(
                layer.Pages,
                new ParallelOptions { CancellationToken = limits.Cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount },
                () => new Expansion(model, States, depth, length),
                (page, _, expansion) =>
                {
                    expansion.Add(page);
                    Finish(Interlocked.Increment(ref pages));
                    return expansion;
                },
                expansion =>
                {
                    lock (result)
                    {
                        result.Take(expansion.Found);
                        _hasEnd |= expansion.FoundEnd;
                    }
                });
        }
        catch (AggregateException exception) when (exception.InnerExceptions.OfType<SearchTooLargeException>().FirstOrDefault() is { } tooLarge)
        {
            throw tooLarge;
        }

        return result;

        void Finish(int finished)
        {
            // What is garbage, of this search or of others in the process, does not count.
            if (GC.GetTotalMemory(forceFullCollection: false) > limits.Memory && GC.GetTotalMemory(forceFullCollection: true) > limits.Memory)
            {
                throw new SearchTooLargeException(depth);
            }

            if (clock.Elapsed - reported > BetweenReports)
            {
                reported = clock.Elapsed;
                var share = (double)finished / layer.Pages.Count;
                var perSecond = share * layer.Count / clock.Elapsed.TotalSeconds;
                var work = RemainingWork.Of(depth > 1 ? _layers[depth - 2].Count : 0, layer.Count, share, States.Count - before, length - depth);
                limits.Progress(new SearchProgress(length, depth, States.Count, perSecond, TimeSpan.FromSeconds(work.States / perSecond), work.IsWhole));
            }
        }
    }
}
