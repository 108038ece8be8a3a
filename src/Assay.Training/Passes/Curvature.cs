using System.Numerics;
using Assay.Training.Networks;

namespace Assay.Training.Passes;

/// <summary>Products of a network's Hessian with directions, by running it backward on dual numbers.</summary>
internal sealed class Curvature<T, S>(Network network)
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private const int BlocksAtOnce = 4;

    private Engine<Dual<T, S>, S>? _engine;
    private int _blocks;
    private readonly S[] _pairs = new S[2 * network.ParameterCount];
    private readonly S[] _slopes = new S[2 * network.ParameterCount];
    private Batch<Dual<T, S>, S>? _batch;
    private Batch<T, S>? _of;
    private int _fillings;

    /// <summary>Computes a product.</summary>
    /// <param name="at">All parameters.</param>
    /// <param name="direction">The direction; where it is shorter, the parameters behind its end stay.</param>
    /// <param name="result">The Hessian of the loss times the direction.</param>
    /// <param name="batch">The samples.</param>
    public void Product(ReadOnlySpan<S> at, ReadOnlySpan<S> direction, Span<S> result, Batch<T, S> batch)
    {
        Pair(at, direction);

        // A network that normalises batches takes them whole.
        var blocks = network.NormalisesBatches ? batch.Blocks : BlocksAtOnce;
        if (_engine is null || _blocks < blocks)
        {
            (_engine, _blocks) = (new(network, blocks), blocks);
        }

        _engine.Gradient(_pairs, _slopes, Widened(batch));
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = _slopes[(2 * i) + 1];
        }
    }

    /// <summary>Computes a product with the Gauss-Newton matrix (Schraudolph 2002): outputs forward along the direction, through the curvature of the loss, and backward.</summary>
    /// <param name="at">All parameters.</param>
    /// <param name="direction">The direction.</param>
    /// <param name="result">Receives the product.</param>
    /// <param name="batch">The samples.</param>
    /// <exception cref="NotSupportedException">The network normalises batches.</exception>
    public void GaussNewton(ReadOnlySpan<S> at, ReadOnlySpan<S> direction, Span<S> result, Batch<T, S> batch)
    {
        if (network.NormalisesBatches)
        {
            throw new NotSupportedException("What becomes of a sample depends on the others where batches are normalised.");
        }

        Pair(at, direction);
        var (along, chain) = (new Chain<Dual<T, S>, S>(network.Stages, BlocksAtOnce), new Chain<T, S>(network.Stages, BlocksAtOnce));
        var (loss, wide, inputs) = (Loss<T, S>.Of(network), Widened(batch), network.Input.Count);
        var gradient = new S[network.ParameterCount];
        S[] own = [.. at];
        for (var block = 0; block < batch.Blocks; block += BlocksAtOnce)
        {
            var count = Math.Min(BlocksAtOnce, batch.Blocks - block);
            var slopes = new T[count * chain.Outputs];
            var pairs = along.Forward(new Pass<Dual<T, S>, S>(_pairs, default, wide.Weights.AsSpan(block, count), isTraining: false), wide.Inputs.AsSpan(block * inputs, count * inputs));
            for (var i = 0; i < slopes.Length; i++)
            {
                slopes[i] = pairs[i].Slope;
            }

            var pass = new Pass<T, S>(own, gradient, batch.Weights.AsSpan(block, count), isTraining: true);
            var input = batch.Inputs.AsSpan(block * inputs, count * inputs);
            var outputs = chain.Forward(pass, input);
            var (first, bent) = (new T[slopes.Length], new T[slopes.Length]);
            var (sum, hits) = (T.Of(0), new Hits<T, S>());
            var targets = batch.Targets.AsSpan(block * batch.TargetsPerSample, count * batch.TargetsPerSample);
            loss.Add(outputs, targets, pass.Weights, first, ref sum, ref hits);
            loss.Bend(outputs, targets, pass.Weights, first, slopes, bent, 1);
            chain.Backward(pass, input, bent, default);
        }

        gradient.AsSpan(0, result.Length).CopyTo(result);
    }

    private void Pair(ReadOnlySpan<S> at, ReadOnlySpan<S> direction)
    {
        for (var i = 0; i < at.Length; i++)
        {
            (_pairs[2 * i], _pairs[(2 * i) + 1]) = (at[i], i < direction.Length ? direction[i] : S.Zero);
        }
    }

    // The same samples, none of which depends on the direction.
    private Batch<Dual<T, S>, S> Widened(Batch<T, S> batch)
    {
        if (_batch is null || !ReferenceEquals(_of, batch) || _fillings != batch.Fillings)
        {
            (_batch, _of, _fillings) = (batch.Convert(value => new Dual<T, S>(value, T.Of(0))), batch, batch.Fillings);
        }

        return _batch;
    }
}
