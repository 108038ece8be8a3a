using System.Numerics;
using Assay.Training.Networks;

namespace Assay.Training.Passes;

/// <summary>A dense layer with how it changes along several directions of its parameters.</summary>
/// <remarks>Slopes of a block lie direction after direction: they are one wide layer's units to what acts on values, and more positions to what acts on slopes.</remarks>
internal sealed class DenseBend<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private readonly WeightView _weights;
    private readonly int _bias;
    private readonly bool _isFirst;

    // Directions of the weights one below another, and each turned; sums for their gradients in both forms.
    private readonly S[] _stacked;
    private readonly S[] _turned;
    private readonly S[] _sums;
    private readonly S[] _cross;
    private readonly S[] _biasSlopes;
    private readonly S[] _biasSums;

    /// <param name="stage">The layer at its place.</param>
    /// <param name="directions">The most directions.</param>
    /// <param name="isFirst">Whether nothing below it depends on parameters.</param>
    public DenseBend(Stage stage, int directions, bool isFirst)
    {
        var (weight, bias) = (stage.Blocks[0], stage.Blocks[1]);
        _weights = WeightView.Of(weight.Start, weight.Sizes[0], weight.Sizes[1]);
        (_bias, _isFirst) = (bias.Start, isFirst);
        var size = checked(directions * weight.Count);
        (_stacked, _sums) = (new S[size], new S[size]);
        (_turned, _cross) = isFirst ? ([], []) : (new S[size], new S[size]);
        (_biasSlopes, _biasSums) = (new S[directions * _weights.Rows], new S[directions * _weights.Rows]);
    }

    private int Rows => _weights.Rows;

    private int Columns => _weights.Columns;

    /// <summary>Takes directions, and forgets sums.</summary>
    public void Take(ReadOnlySpan<S> directions, int count, int stride)
    {
        Array.Clear(_sums);
        Array.Clear(_cross);
        Array.Clear(_biasSums);
        for (var k = 0; k < count; k++)
        {
            var own = directions.Slice((k * stride) + _weights.Start, Rows * Columns);
            own.CopyTo(_stacked.AsSpan(k * own.Length));
            directions.Slice((k * stride) + _bias, Rows).CopyTo(_biasSlopes.AsSpan(k * Rows));
            for (var i = 0; i < _turned.Length && i < own.Length; i++)
            {
                _turned[(k * own.Length) + (i % Columns * Rows) + (i / Columns)] = own[i];
            }
        }
    }

    /// <summary>Values and slopes that go out.</summary>
    public void Forward(ReadOnlySpan<S> at, ReadOnlySpan<T> inputs, ReadOnlySpan<T> slopes, Span<T> outputs, Span<T> outputSlopes, int blocks, int count)
    {
        Spread(at.Slice(_bias, Rows), outputs);
        T.Apply(at, _weights, inputs, outputs, blocks);
        Spread(_biasSlopes.AsSpan(0, count * Rows), outputSlopes);
        T.Apply(_stacked, WeightView.Of(0, count * Rows, Columns), inputs, outputSlopes, blocks);
        if (!_isFirst)
        {
            T.Apply(at, _weights, slopes, outputSlopes, blocks * count);
        }
    }

    /// <summary>Adds to the gradients' slopes, and gives gradients of what came in; those of values where there is room for them.</summary>
    public void Backward(ReadOnlySpan<S> at, ReadOnlySpan<T> inputs, ReadOnlySpan<T> slopes, ReadOnlySpan<T> d, ReadOnlySpan<T> bent, Span<T> below, Span<T> bentBelow, int blocks, int count, bool isGaussNewton)
    {
        T.Correlate(_sums, WeightView.Of(0, count * Rows, Columns), bent, inputs, blocks);
        for (var i = 0; i < count * Rows; i++)
        {
            var sum = T.Of(0);
            for (var block = 0; block < blocks; block++)
            {
                sum += bent[(block * count * Rows) + i];
            }

            T.AddSum(sum, _biasSums, i);
        }

        if (_isFirst)
        {
            return;
        }

        var entries = bentBelow[..(blocks * count * Columns)];
        entries.Fill(T.Of(0));
        T.Apply(at, _weights.Transposed, bent, entries, blocks * count);
        if (isGaussNewton)
        {
            return;
        }

        T.Correlate(_cross, WeightView.Of(0, Rows, count * Columns), d, slopes, blocks);
        T.Apply(_turned, WeightView.Of(0, count * Columns, Rows), d, entries, blocks);
        if (!below.IsEmpty)
        {
            below[..(blocks * Columns)].Fill(T.Of(0));
            T.Apply(at, _weights.Transposed, d, below, blocks);
        }
    }

    /// <summary>Gives the products' entries for its parameters.</summary>
    public void Give(Span<S> results, int count, int stride)
    {
        for (var k = 0; k < count; k++)
        {
            var own = results.Slice((k * stride) + _weights.Start, Rows * Columns);
            _sums.AsSpan(k * own.Length, own.Length).CopyTo(own);
            for (var row = 0; row < Rows && !_isFirst; row++)
            {
                Optimizers.Flat.Along(own.Slice(row * Columns, Columns), S.One, _cross.AsSpan(((row * count) + k) * Columns, Columns), own.Slice(row * Columns, Columns));
            }

            _biasSums.AsSpan(k * Rows, Rows).CopyTo(results.Slice((k * stride) + _bias));
        }
    }

    private static void Spread(ReadOnlySpan<S> biases, Span<T> outputs)
    {
        for (var row = 0; row < biases.Length; row++)
        {
            var bias = T.Parameter(biases, row);
            for (var place = row; place < outputs.Length; place += biases.Length)
            {
                outputs[place] = bias;
            }
        }
    }
}
