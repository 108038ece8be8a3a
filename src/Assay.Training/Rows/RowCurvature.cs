using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Training.Products;

namespace Assay.Training.Rows;

/// <summary>
/// Products of the Hessian and a direction (Pearlmutter 1994), of dense layers with rectified units between them, on samples in rows: nothing is transposed but at the last layer, and
/// units are rectified before they are stored. The same bits as <see cref="BlockCurvature{T, S}"/> gives on samples in lanes.
/// </summary>
internal sealed unsafe class RowCurvature
{
    private const int Lane = Lanes.Count;
    private readonly int _blocks;
    private readonly int _inputs;
    private readonly Stage _head;
    private readonly RowBend[] _layers;
    private readonly Loss<Lanes, float> _loss;

    // At the last layer, in lanes: what comes in and goes out, its slopes, and derivatives.
    private readonly AlignedRoom<float> _input;
    private readonly AlignedRoom<float> _inputSlopes;
    private readonly Lanes[] _outputs;
    private readonly Lanes[] _outputSlopes;
    private readonly AlignedRoom<float> _gradient;
    private readonly AlignedRoom<float> _bent;

    private RowCurvature(Network network)
    {
        var dense = network.Stages.Where(stage => stage.Layer is Dense).ToArray();
        _blocks = BlockCurvature<Lanes, float>.BlocksAtOnce(network, 1);
        (_inputs, _head, _loss) = (network.Input.Count, dense[^1], Loss<Lanes, float>.Of(network));
        _layers = [.. dense.Select(stage => new RowBend(stage, _blocks))];
        var (wide, narrow) = (((_blocks * _head.Input.Count) + Lane) * Lane, ((_blocks * _head.Output.Count) + Lane) * Lane);
        (_input, _inputSlopes, _gradient, _bent) = (new(wide), new(wide), new(narrow), new(narrow));
        (_outputs, _outputSlopes) = (new Lanes[_blocks * _head.Output.Count], new Lanes[_blocks * _head.Output.Count]);
    }

    /// <summary>For a network, where it is one of those and has a hidden layer; else null.</summary>
    public static RowCurvature? TryCreate(Network network) => Fits(network) ? new(network) : null;

    /// <summary>Whether a network is one of those.</summary>
    public static bool Fits(Network network) =>
        RowNetwork.Fits(network) && network.Layers.Count > 1 && network.Layers.OfType<Activation>().All(layer => layer.Kind == ActivationKind.Relu);

    /// <summary>Computes a product.</summary>
    /// <param name="at">All parameters.</param>
    /// <param name="direction">The direction: an entry for every parameter.</param>
    /// <param name="result">Receives the product.</param>
    /// <param name="batch">The samples, in rows.</param>
    public void Product(ReadOnlySpan<float> at, ReadOnlySpan<float> direction, Span<float> result, Batch<Lanes, float> batch)
    {
        foreach (var layer in _layers)
        {
            layer.Begin(at, direction);
        }

        var last = _layers.Length - 1;
        for (var block = 0; block < batch.Blocks; block += _blocks)
        {
            var count = Math.Min(_blocks, batch.Blocks - block);
            var samples = count * Lane;
            var input = batch.Rows!.Start + (block * Lane * (nint)_inputs);
            for (var i = 0; i < last; i++)
            {
                _layers[i].Forward(Values(i, input), Slopes(i), Row(i), samples);
            }

            Head(at, direction, batch, block, count);
            for (var i = last; i >= 0; i--)
            {
                _layers[i].AddProduct(Values(i, input), Slopes(i), Row(i), samples);
                if (i > 0)
                {
                    _layers[i].Backward(_layers[i - 1], samples, isGradientWanted: i > 1);
                }
            }
        }

        foreach (var layer in _layers)
        {
            layer.Give(result);
        }

        GC.KeepAlive(this);
        GC.KeepAlive(batch);
    }

    private float* Values(int layer, float* samples) => layer == 0 ? samples : _layers[layer - 1].Values;

    private float* Slopes(int layer) => layer == 0 ? null : _layers[layer - 1].Slopes;

    private int Row(int layer) => layer == 0 ? _inputs : _layers[layer].InputWidth;

    private void Head(ReadOnlySpan<float> at, ReadOnlySpan<float> direction, Batch<Lanes, float> batch, int block, int count)
    {
        var (inputs, outputs, own) = (_head.Input.Count, _head.Output.Count, _layers[^1]);
        var (weights, bias) = (_head.Blocks[0], _head.Blocks[1].Start);
        var view = WeightView.Of(weights.Start, outputs, inputs);
        RowHead.ToLanes(_layers[^2].Values, own.InputWidth, inputs, count, _input.Start);
        RowHead.ToLanes(_layers[^2].Slopes, own.InputWidth, inputs, count, _inputSlopes.Start);
        var values = _outputs.AsSpan(0, count * outputs);
        var slopes = _outputSlopes.AsSpan(0, count * outputs);
        Spread(at.Slice(bias, outputs), values);
        Spread(direction.Slice(bias, outputs), slopes);
        var came = new ReadOnlySpan<Lanes>(_input.Start, count * inputs);
        Lanes.Apply(at, view, came, values, count);
        Lanes.Apply(direction, view, came, slopes, count);
        Lanes.Apply(at, view, new ReadOnlySpan<Lanes>(_inputSlopes.Start, count * inputs), slopes, count);
        var gradient = new Span<Lanes>(_gradient.Start, count * outputs);
        var bent = new Span<Lanes>(_bent.Start, count * outputs);
        var (loss, hits) = (Lanes.Of(0), new Hits<Lanes, float>());
        var targets = batch.Targets.AsSpan(block * batch.TargetsPerSample, count * batch.TargetsPerSample);
        var weighed = batch.Weights.AsSpan(block, count);
        _loss.Add(values, targets, weighed, gradient, ref loss, ref hits);
        _loss.Bend(values, targets, weighed, gradient, slopes, bent, 1);
        RowHead.ToRows(_gradient.Start, outputs, count, own.Gradient, own.OutputWidth);
        RowHead.ToRows(_bent.Start, outputs, count, own.Bent, own.OutputWidth);
    }

    private static void Spread(ReadOnlySpan<float> biases, Span<Lanes> outputs)
    {
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = Lanes.Of(biases[i % biases.Length]);
        }
    }
}
