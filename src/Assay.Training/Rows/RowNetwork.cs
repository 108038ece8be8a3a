using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Training.Products;

namespace Assay.Training.Rows;

/// <summary>Dense layers with an activation between any two, on samples in rows; the same bits as <see cref="Engine{T, S}"/> gives on samples in lanes.</summary>
/// <remarks>Where samples and all that is hidden lie in rows, nothing has to be transposed for the gradient of weights.</remarks>
internal sealed unsafe class RowNetwork
{
    private const int Lane = Lanes.Count;

    // Weights that do not fit the second cache should be read less often than they are here.
    private const int MostParameters = 1 << 17;

    private readonly int _blocks;
    private readonly int _inputs;
    private readonly RowDense[] _layers;
    private readonly RowHead _head;

    private RowNetwork(Network network, int blocks)
    {
        (_blocks, _inputs) = (blocks, network.Input.Count);
        var dense = network.Stages.Where(stage => stage.Layer is Dense).ToArray();
        var activations = network.Layers.OfType<Activation>().ToArray();
        _layers = [.. dense.Select((stage, i) => new RowDense(stage, activations.ElementAtOrDefault(i), blocks))];
        _head = new(dense[^1], Loss<Lanes, float>.Of(network), blocks);
    }

    /// <summary>The network, where it is one of those; else null.</summary>
    /// <param name="network">The network.</param>
    /// <param name="blocks">How many samples go through it at once, in blocks of lanes: the order of sums depends on it.</param>
    public static RowNetwork? TryCreate(Network network, int blocks) => Fits(network) ? new(network, blocks) : null;

    /// <summary>Whether a network is one of those, and there are vectors with a product and sum that is rounded once.</summary>
    public static bool Fits(Network network) =>
        LaneProducts.IsSupported && network.ParameterCount <= MostParameters && !network.Input.IsSequence && network.Layers.Count % 2 == 1
        && network.Layers.Select((layer, i) => i % 2 == 0 ? layer is Dense : layer is Activation).All(fit => fit);

    /// <summary>The mean loss, the accuracy, and the gradient where one is asked for.</summary>
    public Measure Run(Span<float> parameters, Span<float> gradient, Batch<Lanes, float> batch)
    {
        foreach (var layer in _layers)
        {
            layer.Begin(parameters);
        }

        var (loss, hits) = (Lanes.Of(0), new Hits<Lanes, float>());
        for (var block = 0; block < batch.Blocks; block += _blocks)
        {
            var count = Math.Min(_blocks, batch.Blocks - block);
            var pass = new Pass<Lanes, float>(parameters, gradient, batch.Weights.AsSpan(block, count), isTraining: true);
            var targets = batch.Targets.AsSpan(block * batch.TargetsPerSample, count * batch.TargetsPerSample);
            var input = batch.Rows!.Start + (block * Lane * (nint)_inputs);
            var last = _layers.Length - 1;
            for (var i = 0; i < last; i++)
            {
                _layers[i].Forward(pass, Input(i, input), InputRow(i));
            }

            _head.Add(pass, Input(last, input), InputRow(last), targets, gradient.IsEmpty ? null : _layers[last].Slopes, ref loss, ref hits);
            if (!gradient.IsEmpty)
            {
                Backward(pass, input);
            }
        }

        for (var i = 0; !gradient.IsEmpty && i < _layers.Length; i++)
        {
            _layers[i].End(gradient);
        }

        GC.KeepAlive(this);
        GC.KeepAlive(batch);
        return new Measure(Lanes.Sum(loss).Value[0], Lanes.Sum(hits.Correct).Value[0] / (double)Lanes.Sum(hits.Counted).Value[0]);
    }

    private float* Input(int layer, float* samples) => layer == 0 ? samples : _layers[layer - 1].Output;

    private int InputRow(int layer) => layer == 0 ? _inputs : _layers[layer].InputWidth;

    private void Backward(in Pass<Lanes, float> pass, float* samples)
    {
        for (var i = _layers.Length - 1; i >= 0; i--)
        {
            _layers[i].AddGradient(pass, Input(i, samples), InputRow(i));
            if (i > 0)
            {
                _layers[i].Backward(pass, _layers[i - 1]);
            }
        }
    }
}
