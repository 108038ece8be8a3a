using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Assay.Training.Networks;
using Assay.Training.Rows;

namespace Assay.Training.Passes;

/// <summary>Runs a network forward and backward; has the room that this takes, so that each thread wants one of its own.</summary>
internal sealed class Engine<T, S> : IEngine<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private readonly int _blocks;
    private readonly int _inputs;
    private readonly bool _takesWhole;
    private readonly Chain<T, S> _chain;
    private readonly Loss<T, S> _loss;
    private readonly T[] _slopes;
    private readonly RowNetwork? _rows;

    /// <summary>An engine.</summary>
    /// <param name="network">The network.</param>
    /// <param name="blocks">How many blocks go through it at once; a whole batch where it normalises batches.</param>
    public Engine(Network network, int blocks)
    {
        (_blocks, _inputs, _takesWhole) = (blocks, network.Input.Count, network.NormalisesBatches);
        _chain = new Chain<T, S>(network.Stages, blocks);
        _loss = Loss<T, S>.Of(network);
        _slopes = new T[blocks * _chain.Outputs];
        _rows = typeof(T) == typeof(Lanes) ? RowNetwork.TryCreate(network, blocks) : null;
    }

    /// <inheritdoc/>
    public bool LikesRows => _rows is not null;

    /// <summary>An engine that takes as many blocks at once as the caches like.</summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">The most samples of a batch.</param>
    public static Engine<T, S> Of(Network network, int samples) =>
        new(network, Math.Clamp((samples + T.Lanes - 1) / T.Lanes, 1, BlocksAtOnce(network)));

    /// <inheritdoc/>
    public Measure Look(Span<S> parameters, Batch<T, S> batch) => Run(parameters, default, batch, isTraining: false);

    /// <inheritdoc/>
    public Measure Gradient(Span<S> parameters, Span<S> gradient, Batch<T, S> batch) => Run(parameters, gradient, batch, isTraining: true);

    /// <summary>What the network makes of each sample, block after block.</summary>
    public void Outputs(Span<S> parameters, Batch<T, S> batch, Span<T> outputs)
    {
        for (var block = 0; block < batch.Blocks; block += _blocks)
        {
            var count = Math.Min(_blocks, batch.Blocks - block);
            var pass = new Pass<T, S>(parameters, default, batch.Weights.AsSpan(block, count), isTraining: false);
            _chain.Forward(pass, batch.Inputs.AsSpan(block * _inputs, count * _inputs)).CopyTo(outputs[(block * _chain.Outputs)..]);
        }
    }

    private Measure Run(Span<S> parameters, Span<S> gradient, Batch<T, S> batch, bool isTraining)
    {
        if (isTraining && _takesWhole && batch.Blocks > _blocks)
        {
            throw new InvalidOperationException($"The network normalises batches, and so takes them whole: {batch.Blocks} blocks, not {_blocks} at once.");
        }

        if (_rows is not null && batch.Rows is not null && batch.Blocks > 0)
        {
            return _rows.Run(MemoryMarshal.Cast<S, float>(parameters), MemoryMarshal.Cast<S, float>(gradient), (Batch<Lanes, float>)(object)batch);
        }

        gradient.Clear();
        var (loss, hits) = (T.Of(0), new Hits<T, S>());
        var targets = batch.TargetsPerSample;
        for (var block = 0; block < batch.Blocks; block += _blocks)
        {
            var count = Math.Min(_blocks, batch.Blocks - block);
            var pass = new Pass<T, S>(parameters, gradient, batch.Weights.AsSpan(block, count), isTraining);
            var input = batch.Inputs.AsSpan(block * _inputs, count * _inputs);
            var outputs = _chain.Forward(pass, input);
            var slopes = gradient.IsEmpty ? default : _slopes.AsSpan(0, outputs.Length);
            _loss.Add(outputs, batch.Targets.AsSpan(block * targets, count * targets), pass.Weights, slopes, ref loss, ref hits);
            if (!gradient.IsEmpty)
            {
                _chain.Backward(pass, input, slopes, default);
            }
        }

        return hits.Over(loss);
    }

    // More than 128 samples gain nothing. What a pass remembers should fit the second cache, unless the weights are larger than that anyway: those are
    // read once for all blocks. No size is asked of the processor, for sums would depend on it.
    private static int BlocksAtOnce(Network network)
    {
        if (network.NormalisesBatches)
        {
            return int.MaxValue;
        }

        const long CacheBytes = 1 << 19;
        const int MostSamples = 128;
        var parameters = (long)Unsafe.SizeOf<S>() * T.Width * network.ParameterCount;
        var block = Unsafe.SizeOf<T>() * (network.Input.Count + network.Stages.Sum(stage => 2L * stage.Output.Count));
        return (int)Math.Clamp(Math.Max(CacheBytes, parameters) / block, 1, MostSamples / T.Lanes);
    }
}
