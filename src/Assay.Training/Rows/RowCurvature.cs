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

    // Blocks whose way forward is kept while the point stays; none where there are more than those.
    private readonly int _kept;

    // At the last layer, in lanes: what comes in and goes out, its slopes, and derivatives.
    private readonly AlignedRoom<float> _input;
    private readonly AlignedRoom<float> _inputSlopes;
    private readonly Lanes[] _outputs;
    private readonly Lanes[] _outputSlopes;
    private readonly AlignedRoom<float> _gradient;
    private readonly AlignedRoom<float> _bent;
    private (float[] At, Batch<Lanes, float>? Batch, int Fillings) _known = ([], null, 0);

    private RowCurvature(Network network, int kept)
    {
        var dense = network.Stages.Where(stage => stage.Layer is Dense).ToArray();
        _blocks = BlockCurvature<Lanes, float>.BlocksAtOnce(network, 1);
        _kept = (kept + Lane - 1) / Lane;
        var rooms = Math.Max(_kept, _blocks);
        (_inputs, _head, _loss) = (network.Input.Count, dense[^1], Loss<Lanes, float>.Of(network));
        _layers = [.. dense.Select(stage => new RowBend(stage, _blocks, rooms))];
        var (incoming, made) = (_head.Input.Count, _head.Output.Count);
        (_input, _inputSlopes) = (new(Room(rooms, incoming)), new(Room(_blocks, incoming)));
        (_gradient, _bent) = (new(Room(rooms, made)), new(Room(_blocks, made)));
        (_outputs, _outputSlopes) = (new Lanes[rooms * made], new Lanes[_blocks * made]);
        static int Room(int blocks, int entries) => checked(((blocks * entries) + Lane) * Lane);
    }

    /// <summary>For a network, where it is one of those and has a hidden layer; else null.</summary>
    /// <param name="network">The network.</param>
    /// <param name="kept">Of so many samples the way forward is kept between products at the same point; where there are more, it is gone anew each time.</param>
    public static RowCurvature? TryCreate(Network network, int kept = 0) => Fits(network) ? new(network, kept) : null;

    /// <summary>About how many bytes are kept of each sample.</summary>
    public static long BytesPerSample(Network network) => sizeof(float) * network.Stages.Sum(stage => 2L * RowSums.Padded(stage.Output.Count));

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
        var isKept = batch.Blocks <= _kept;
        var isKnown = isKept && ReferenceEquals(batch, _known.Batch) && batch.Fillings == _known.Fillings && at.SequenceEqual(_known.At);
        foreach (var layer in _layers)
        {
            layer.Begin(at, direction);
        }

        for (var block = 0; block < batch.Blocks; block += _blocks)
        {
            var count = Math.Min(_blocks, batch.Blocks - block);
            var room = isKept ? block : 0;
            foreach (var layer in _layers)
            {
                layer.Seek(room);
            }

            var samples = batch.Rows!.Start + (block * Lane * (nint)_inputs);
            var targets = batch.Targets.AsSpan(block * batch.TargetsPerSample, count * batch.TargetsPerSample);
            var weighed = batch.Weights.AsSpan(block, count);
            if (!isKnown)
            {
                Forward(at, samples, room, targets, weighed);
            }

            Bend(at, direction, samples, room, targets, weighed);
        }

        _known = !isKept ? ([], null, 0) : isKnown ? _known : (at.ToArray(), batch, batch.Fillings);
        foreach (var layer in _layers)
        {
            layer.Give(result);
        }

        GC.KeepAlive(this);
        GC.KeepAlive(batch);
    }

    // What does not depend on the direction.
    private void Forward(ReadOnlySpan<float> at, float* samples, int room, ReadOnlySpan<Lanes> targets, ReadOnlySpan<Lanes> weighed)
    {
        var (last, count) = (_layers.Length - 1, weighed.Length);
        for (var i = 0; i < last; i++)
        {
            _layers[i].MakeValues(Values(i, samples), Row(i), count * Lane);
        }

        var (inputs, outputs, own) = (_head.Input.Count, _head.Output.Count, _layers[^1]);
        RowHead.ToLanes(_layers[^2].Values, own.InputWidth, inputs, count, Input(room));
        var values = _outputs.AsSpan(room * outputs, count * outputs);
        Spread(at.Slice(_head.Blocks[1].Start, outputs), values);
        Lanes.Apply(at, HeadView, new ReadOnlySpan<Lanes>(Input(room), count * inputs), values, count);
        var (loss, hits) = (Lanes.Of(0), new Hits<Lanes, float>());
        _loss.Add(values, targets, weighed, new Span<Lanes>(Gradient(room), count * outputs), ref loss, ref hits);
        RowHead.ToRows(Gradient(room), outputs, count, own.Gradient, own.OutputWidth);
        for (var i = last; i > 1; i--)
        {
            _layers[i].MakeGradient(_layers[i - 1], count * Lane);
        }
    }

    private void Bend(ReadOnlySpan<float> at, ReadOnlySpan<float> direction, float* samples, int room, ReadOnlySpan<Lanes> targets, ReadOnlySpan<Lanes> weighed)
    {
        var (last, count) = (_layers.Length - 1, weighed.Length);
        for (var i = 0; i < last; i++)
        {
            _layers[i].MakeSlopes(Values(i, samples), Slopes(i), Row(i), count * Lane);
        }

        var (inputs, outputs, own) = (_head.Input.Count, _head.Output.Count, _layers[^1]);
        RowHead.ToLanes(_layers[^2].Slopes, own.InputWidth, inputs, count, _inputSlopes.Start);
        var slopes = _outputSlopes.AsSpan(0, count * outputs);
        Spread(direction.Slice(_head.Blocks[1].Start, outputs), slopes);
        Lanes.Apply(direction, HeadView, new ReadOnlySpan<Lanes>(Input(room), count * inputs), slopes, count);
        Lanes.Apply(at, HeadView, new ReadOnlySpan<Lanes>(_inputSlopes.Start, count * inputs), slopes, count);
        _loss.Bend(_outputs.AsSpan(room * outputs, count * outputs), targets, weighed, new Span<Lanes>(Gradient(room), count * outputs), slopes, new Span<Lanes>(_bent.Start, count * outputs), 1);
        RowHead.ToRows(_bent.Start, outputs, count, own.Bent, own.OutputWidth);
        for (var i = last; i >= 0; i--)
        {
            _layers[i].AddProduct(Values(i, samples), Slopes(i), Row(i), count * Lane);
            if (i > 0)
            {
                _layers[i].MakeBent(_layers[i - 1], count * Lane);
            }
        }
    }

    private WeightView HeadView => WeightView.Of(_head.Blocks[0].Start, _head.Output.Count, _head.Input.Count);

    private float* Input(int room) => _input.Start + (room * Lane * (nint)_head.Input.Count);

    private float* Gradient(int room) => _gradient.Start + (room * Lane * (nint)_head.Output.Count);

    private float* Values(int layer, float* samples) => layer == 0 ? samples : _layers[layer - 1].Values;

    private float* Slopes(int layer) => layer == 0 ? null : _layers[layer - 1].Slopes;

    private int Row(int layer) => layer == 0 ? _inputs : _layers[layer].InputWidth;

    private static void Spread(ReadOnlySpan<float> biases, Span<Lanes> outputs)
    {
        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = Lanes.Of(biases[i % biases.Length]);
        }
    }
}
