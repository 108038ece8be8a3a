using System.Numerics;
using System.Runtime.InteropServices;
using Assay.Training.Networks;
using Assay.Training.Passes;

namespace Assay.Training.Kernels;

/// <summary>
/// Runs the linear model of a network around where it starts: f(x; s) + J(x) (p - s), for the Jacobian J of the outputs at the start s. Gradient
/// descent on it is training with a kernel that stays (Jacot, Gabriel and Hongler 2018; Lee and others 2019).
/// </summary>
internal sealed class TangentEngine<T, S> : IEngine<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private const int BlocksAtOnce = 4;

    private readonly int _inputs;
    private readonly Chain<T, S> _chain;
    private readonly Chain<Dual<T, S>, S> _duals;
    private readonly Loss<T, S> _loss;
    private readonly S[] _start;
    private readonly S[] _pairs;
    private readonly T[] _outputs;
    private readonly T[] _slopes;
    private readonly Dual<T, S>[] _dualInputs;
    private readonly Dual<T, S>[] _dualWeights = new Dual<T, S>[BlocksAtOnce];

    /// <param name="network">The network; batches are not normalised in it.</param>
    public TangentEngine(Network network)
    {
        if (network.NormalisesBatches)
        {
            throw new ArgumentException("What becomes of a sample depends on its batch, so that the outputs are no function of a sample.", nameof(network));
        }

        _inputs = network.Input.Count;
        (_chain, _duals) = (new Chain<T, S>(network.Stages, BlocksAtOnce), new Chain<Dual<T, S>, S>(network.Stages, BlocksAtOnce));
        _loss = Loss<T, S>.Of(network);
        (_start, _pairs) = (new S[network.ParameterCount], new S[2 * network.ParameterCount]);
        (_outputs, _slopes) = (new T[BlocksAtOnce * _chain.Outputs], new T[BlocksAtOnce * _chain.Outputs]);
        _dualInputs = new Dual<T, S>[BlocksAtOnce * _inputs];
    }

    /// <inheritdoc/>
    public bool LikesRows => false;

    /// <summary>Takes the point around which the model is linear.</summary>
    public void Start(ReadOnlySpan<double> parameters)
    {
        for (var i = 0; i < _start.Length; i++)
        {
            _start[i] = S.CreateChecked(parameters[i]);
        }
    }

    /// <inheritdoc/>
    public Measure Look(Span<S> parameters, Batch<T, S> batch) => Run(parameters, default, batch);

    /// <inheritdoc/>
    public Measure Gradient(Span<S> parameters, Span<S> gradient, Batch<T, S> batch) => Run(parameters, gradient, batch);

    /// <summary>What the linear model makes of some samples, block after block.</summary>
    public void Outputs(ReadOnlySpan<S> parameters, Batch<T, S> batch, Span<T> outputs)
    {
        Place(parameters);
        for (var block = 0; block < batch.Blocks; block += BlocksAtOnce)
        {
            Forward(batch, block, Math.Min(BlocksAtOnce, batch.Blocks - block)).CopyTo(outputs[(block * _chain.Outputs)..]);
        }
    }

    private Measure Run(ReadOnlySpan<S> parameters, Span<S> gradient, Batch<T, S> batch)
    {
        Place(parameters);
        gradient.Clear();
        var (loss, hits) = (T.Of(0), new Hits<T, S>());
        var targets = batch.TargetsPerSample;
        for (var block = 0; block < batch.Blocks; block += BlocksAtOnce)
        {
            var count = Math.Min(BlocksAtOnce, batch.Blocks - block);
            var outputs = Forward(batch, block, count);
            var pass = new Pass<T, S>(_start, gradient, batch.Weights.AsSpan(block, count), isTraining: false);
            var slopes = gradient.IsEmpty ? default : _slopes.AsSpan(0, outputs.Length);
            _loss.Add(outputs, batch.Targets.AsSpan(block * targets, count * targets), pass.Weights, slopes, ref loss, ref hits);
            if (!gradient.IsEmpty)
            {
                var input = batch.Inputs.AsSpan(block * _inputs, count * _inputs);
                _chain.Forward(pass, input);
                _chain.Backward(pass, input, slopes, default);
            }
        }

        return hits.Over(loss);
    }

    private void Place(ReadOnlySpan<S> parameters)
    {
        var pairs = MemoryMarshal.Cast<S, Pair>(_pairs.AsSpan());
        var start = _start.AsSpan(0, pairs.Length);
        for (var i = 0; i < parameters.Length; i++)
        {
            pairs[i] = new(start[i], parameters[i] - start[i]);
        }

        for (var i = parameters.Length; i < pairs.Length; i++)
        {
            pairs[i] = new(start[i], S.Zero);
        }
    }

    private ReadOnlySpan<T> Forward(Batch<T, S> batch, int block, int count)
    {
        for (var i = 0; i < count * _inputs; i++)
        {
            _dualInputs[i] = new(batch.Inputs[(block * _inputs) + i], T.Of(0));
        }

        for (var i = 0; i < count; i++)
        {
            _dualWeights[i] = new(batch.Weights[block + i], T.Of(0));
        }

        var pass = new Pass<Dual<T, S>, S>(_pairs, default, _dualWeights.AsSpan(0, count), isTraining: false);
        var outputs = _duals.Forward(pass, _dualInputs.AsSpan(0, count * _inputs));
        for (var i = 0; i < outputs.Length; i++)
        {
            _outputs[i] = outputs[i].Value + outputs[i].Slope;
        }

        return _outputs.AsSpan(0, outputs.Length);
    }

    // A value and its change, as they lie beside each other in what the pass of duals reads.
    private readonly record struct Pair(S Value, S Slope);
}
