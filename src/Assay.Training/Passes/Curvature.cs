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
        for (var i = 0; i < at.Length; i++)
        {
            (_pairs[2 * i], _pairs[(2 * i) + 1]) = (at[i], i < direction.Length ? direction[i] : S.Zero);
        }

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
