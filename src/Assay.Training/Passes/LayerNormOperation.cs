using System.Numerics;
using Assay.Training.Networks;

namespace Assay.Training.Passes;

/// <summary>Features less their mean, over their standard deviation, scaled and shifted.</summary>
internal sealed class LayerNormOperation<T, S>(Stage stage, int blocks) : Operation<T, S>(stage, blocks)
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    /// <summary>What is added to variances, so that none is 0.</summary>
    public const double Least = 1e-5;

    private readonly int _features = stage.Input.Sizes[^1];
    private readonly int _scale = stage.Blocks[0].Start;
    private readonly int _bias = stage.Blocks[1].Start;
    private readonly T[] _normal = new T[blocks * stage.Input.Count];
    private readonly T[] _inverse = new T[blocks * stage.Input.Count / stage.Input.Sizes[^1]];
    private readonly T[] _scaleSlopes = new T[stage.Input.Sizes[^1]];
    private readonly T[] _biasSlopes = new T[stage.Input.Sizes[^1]];

    public override void Forward(Pass<T, S> pass, ReadOnlySpan<T> input)
    {
        for (var position = 0; position < input.Length / _features; position++)
        {
            var x = input.Slice(position * _features, _features);
            var normal = _normal.AsSpan(position * _features, _features);
            _inverse[position] = Normalise(x, normal);
            for (var i = 0; i < x.Length; i++)
            {
                Output[(position * _features) + i] = T.MultiplyAdd(normal[i], pass.Parameter(_scale + i), pass.Parameter(_bias + i));
            }
        }
    }

    public override void Backward(Pass<T, S> pass, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        _scaleSlopes.AsSpan().Clear();
        _biasSlopes.AsSpan().Clear();
        for (var position = 0; position < outputGradient.Length / _features; position++)
        {
            var slopes = outputGradient.Slice(position * _features, _features);
            var normal = _normal.AsSpan(position * _features, _features);
            for (var i = 0; i < slopes.Length; i++)
            {
                _scaleSlopes[i] = T.MultiplyAdd(slopes[i], normal[i], _scaleSlopes[i]);
                _biasSlopes[i] += slopes[i];
            }

            if (!inputGradient.IsEmpty)
            {
                Backward(pass, slopes, normal, _inverse[position], inputGradient.Slice(position * _features, _features));
            }
        }

        for (var i = 0; i < _features; i++)
        {
            T.AddSum(_scaleSlopes[i], pass.Gradient, _scale + i);
            T.AddSum(_biasSlopes[i], pass.Gradient, _bias + i);
        }
    }

    private static T Normalise(ReadOnlySpan<T> x, Span<T> normal)
    {
        var share = T.Of(1.0 / x.Length);
        var (sum, squares) = (T.Of(0), T.Of(0));
        foreach (var entry in x)
        {
            sum += entry;
        }

        var mean = sum * share;
        for (var i = 0; i < x.Length; i++)
        {
            var difference = normal[i] = x[i] - mean;
            squares = T.MultiplyAdd(difference, difference, squares);
        }

        var inverse = T.Of(1) / T.Sqrt((squares * share) + T.Of(Least));
        foreach (ref var entry in normal)
        {
            entry *= inverse;
        }

        return inverse;
    }

    // What of a change of the input changes the mean or the deviation is taken off.
    private void Backward(Pass<T, S> pass, ReadOnlySpan<T> slopes, ReadOnlySpan<T> normal, T inverse, Span<T> inputSlopes)
    {
        var share = T.Of(1.0 / _features);
        var (sum, product) = (T.Of(0), T.Of(0));
        for (var i = 0; i < slopes.Length; i++)
        {
            var slope = inputSlopes[i] = slopes[i] * pass.Parameter(_scale + i);
            sum += slope;
            product = T.MultiplyAdd(slope, normal[i], product);
        }

        var (mean, along) = (sum * share, product * share);
        for (var i = 0; i < slopes.Length; i++)
        {
            inputSlopes[i] = (inputSlopes[i] - mean - (normal[i] * along)) * inverse;
        }
    }
}
