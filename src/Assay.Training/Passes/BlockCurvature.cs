using System.Numerics;
using Assay.Training.Networks;

namespace Assay.Training.Passes;

/// <summary>
/// Products of the Hessian or the Gauss-Newton matrix with several directions at once (Pearlmutter 1994; Schraudolph 2002), of dense layers with
/// rectified units or hyperbolic tangents between them. The directions share the pass over values, and their slopes lie beside each other as if they
/// were units of one wide layer, so that the products of layers are used as they are.
/// </summary>
internal sealed class BlockCurvature<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    // Slopes of so many bytes should stay in the second cache.
    private const long CacheBytes = 1 << 19;
    private const int MostSamples = 128;

    private readonly IReadOnlyList<Stage> _stages;
    private readonly int _count;
    private readonly int _blocks;
    private readonly Loss<T, S> _loss;
    private readonly DenseBend<T, S>?[] _dense;
    private readonly T[][] _values;
    private readonly T[][] _slopes;
    private readonly T[] _valueGradient;
    private readonly T[] _valueGradientBelow;
    private readonly T[] _slopeGradient;
    private readonly T[] _slopeGradientBelow;

    /// <param name="network">The network; see <see cref="Fits"/>.</param>
    /// <param name="directions">The most directions at once.</param>
    public BlockCurvature(Network network, int directions)
    {
        (_stages, _count, Directions) = (network.Stages, network.TrainedCount, directions);
        _loss = Loss<T, S>.Of(network);
        var most = _stages.Max(stage => stage.Output.Count);
        _blocks = BlocksAtOnce(network, directions);
        _dense = [.. _stages.Select((stage, i) => stage.Layer is Dense ? new DenseBend<T, S>(stage, directions, isFirst: i == 0) : null)];
        _values = [.. _stages.Select(stage => new T[_blocks * stage.Output.Count])];
        _slopes = [.. _stages.Select(stage => new T[checked(_blocks * directions * stage.Output.Count)])];
        (_valueGradient, _valueGradientBelow) = (new T[_blocks * most], new T[_blocks * most]);
        (_slopeGradient, _slopeGradientBelow) = (new T[_blocks * directions * most], new T[_blocks * directions * most]);
    }

    /// <summary>The most directions at once.</summary>
    public int Directions { get; }

    /// <summary>How many blocks of samples go through a network at once.</summary>
    public static int BlocksAtOnce(Network network, int directions)
    {
        var bytes = (long)System.Runtime.CompilerServices.Unsafe.SizeOf<T>() * directions * network.Stages.Sum(stage => stage.Output.Count);
        return (int)Math.Clamp(CacheBytes / bytes, 4, MostSamples / T.Lanes);
    }

    /// <summary>Whether a network has only layers that this knows, the first and the last of them dense.</summary>
    public static bool Fits(Network network) => network.Stages[0].Layer is Dense && network.Stages[^1].Layer is Dense
        && network.Stages.All(stage => !stage.Input.IsSequence && stage.Layer is Dense or Activation { Kind: ActivationKind.Relu or ActivationKind.Tanh });

    /// <summary>Computes products.</summary>
    /// <param name="at">All parameters.</param>
    /// <param name="directions">The directions, one after another, each with an entry for every parameter.</param>
    /// <param name="results">Receives the products, one after another.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="isGaussNewton">Whether the matrix is that of Gauss and Newton, not the Hessian.</param>
    public void Products(ReadOnlySpan<S> at, ReadOnlySpan<S> directions, Span<S> results, Batch<T, S> batch, bool isGaussNewton)
    {
        var count = directions.Length / _count;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Directions);
        foreach (var dense in _dense)
        {
            dense?.Take(directions, count, _count);
        }

        for (var block = 0; block < batch.Blocks; block += _blocks)
        {
            var blocks = Math.Min(_blocks, batch.Blocks - block);
            var inputs = batch.Inputs.AsSpan(block * _stages[0].Input.Count, blocks * _stages[0].Input.Count);
            Forward(at, inputs, blocks, count);
            var targets = batch.Targets.AsSpan(block * batch.TargetsPerSample, blocks * batch.TargetsPerSample);
            var outputs = _values[^1].AsSpan(0, blocks * _stages[^1].Output.Count);
            var (loss, hits) = (T.Of(0), new Hits<T, S>());
            var weights = batch.Weights.AsSpan(block, blocks);
            _loss.Add(outputs, targets, weights, _valueGradient.AsSpan(0, outputs.Length), ref loss, ref hits);
            _loss.Bend(outputs, targets, weights, _valueGradient, _slopes[^1].AsSpan(0, outputs.Length * count), _slopeGradient, count);
            Backward(at, inputs, blocks, count, isGaussNewton);
        }

        foreach (var dense in _dense)
        {
            dense?.Give(results, count, _count);
        }
    }

    private void Forward(ReadOnlySpan<S> at, ReadOnlySpan<T> inputs, int blocks, int count)
    {
        ReadOnlySpan<T> slopes = default;
        for (var i = 0; i < _stages.Count; i++)
        {
            var outputs = _stages[i].Output.Count;
            var values = _values[i].AsSpan(0, blocks * outputs);
            var own = _slopes[i].AsSpan(0, blocks * count * outputs);
            if (_dense[i] is { } dense)
            {
                dense.Forward(at, inputs, slopes, values, own, blocks, count);
            }
            else
            {
                Activate(((Activation)_stages[i].Layer).Kind, inputs, slopes, values, own, count, outputs);
            }

            inputs = values;
            slopes = own;
        }
    }

    private static void Activate(ActivationKind kind, ReadOnlySpan<T> inputs, ReadOnlySpan<T> slopes, Span<T> values, Span<T> own, int count, int units)
    {
        if (kind == ActivationKind.Relu)
        {
            Rectify(inputs, inputs, values, units, 1);
            Rectify(values, slopes, own, units, count);
            return;
        }

        for (var i = 0; i < inputs.Length; i++)
        {
            values[i] = T.Tanh(inputs[i]);
        }

        for (var block = 0; block < inputs.Length / units; block++)
        {
            for (var row = block * count; row < (block + 1) * count; row++)
            {
                for (var unit = 0; unit < units; unit++)
                {
                    var y = values[(block * units) + unit];
                    own[(row * units) + unit] = (T.Of(1) - (y * y)) * slopes[(row * units) + unit];
                }
            }
        }
    }

    // What stands at units that are above 0, and 0 elsewhere: for each block of units so many rows.
    private static void Rectify(ReadOnlySpan<T> signs, ReadOnlySpan<T> from, Span<T> to, int units, int rows)
    {
        var zero = T.Of(0);
        for (var (place, row) = (0, 0); place < to.Length; place += units, row++)
        {
            var own = signs.Slice(row / rows * units, units);
            var source = from.Slice(place, units);
            var target = to.Slice(place, units);
            for (var unit = 0; unit < own.Length && unit < source.Length && unit < target.Length; unit++)
            {
                target[unit] = T.WhereGreater(own[unit], zero, source[unit], zero);
            }
        }
    }

    private void Backward(ReadOnlySpan<S> at, ReadOnlySpan<T> inputs, int blocks, int count, bool isGaussNewton)
    {
        var (values, below, slopes, slopesBelow) = (_valueGradient, _valueGradientBelow, _slopeGradient, _slopeGradientBelow);
        for (var i = _stages.Count - 1; i >= 0; i--)
        {
            var entries = blocks * _stages[i].Input.Count;
            var came = i == 0 ? inputs : _values[i - 1].AsSpan(0, entries);
            ReadOnlySpan<T> cameSlopes = i == 0 ? default : _slopes[i - 1].AsSpan(0, count * entries);
            if (_dense[i] is { } dense)
            {
                dense.Backward(at, came, cameSlopes, values, slopes, AreValuesNeeded(i) ? below : default, slopesBelow, blocks, count, isGaussNewton);
                (values, below, slopes, slopesBelow) = (below, values, slopesBelow, slopes);
            }
            else
            {
                var length = blocks * _stages[i].Output.Count;
                Deactivate(((Activation)_stages[i].Layer).Kind, _values[i].AsSpan(0, length), _slopes[i], values, slopes, count, _stages[i].Output.Count, isGaussNewton);
            }
        }
    }

    // Whether what lies below a stage wants the gradients of its values: rectified units do not bend, and the first layer has nothing below.
    private bool AreValuesNeeded(int stage) => _stages.Take(stage).Skip(1).Any(below => below.Layer is not Activation { Kind: ActivationKind.Relu });

    private static void Deactivate(ActivationKind kind, ReadOnlySpan<T> outputs, ReadOnlySpan<T> outputSlopes, Span<T> values, Span<T> slopes, int count, int units, bool isGaussNewton)
    {
        if (kind == ActivationKind.Relu)
        {
            Rectify(outputs, values[..outputs.Length], values[..outputs.Length], units, 1);
            var own = slopes[..(outputs.Length * count)];
            Rectify(outputs, own, own, units, count);
            return;
        }

        for (var block = 0; block < outputs.Length / units; block++)
        {
            for (var unit = 0; unit < units; unit++)
            {
                var (y, d) = (outputs[(block * units) + unit], values[(block * units) + unit]);
                var own = T.Of(1) - (y * y);
                values[(block * units) + unit] = own * d;
                var bend = isGaussNewton ? T.Of(0) : T.Of(-2) * y * d;
                for (var k = 0; k < count; k++)
                {
                    var place = (((block * count) + k) * units) + unit;
                    slopes[place] = T.MultiplyAdd(bend, outputSlopes[place], own * slopes[place]);
                }
            }
        }
    }
}
