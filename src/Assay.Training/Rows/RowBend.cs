using Assay.Training.Networks;
using Assay.Training.Optimizers;
using Assay.Training.Passes;
using Assay.Training.Products;

namespace Assay.Training.Rows;

/// <summary>A dense layer on samples in rows, and how it changes along one direction of its parameters.</summary>
internal sealed unsafe class RowBend
{
    private const int Lane = Lanes.Count;

    private readonly int _inputs;
    private readonly int _outputs;
    private readonly int _weight;
    private readonly int _bias;

    // Of the parameters, and of the direction: weights from one input to the outputs, weights from one output to the inputs, and biases.
    private readonly AlignedRoom<float>[] _turned;
    private readonly AlignedRoom<float>[] _straight;
    private readonly AlignedRoom<float>[] _starts;
    private readonly AlignedRoom<float> _zeros;
    private readonly AlignedRoom<float> _sums;
    private readonly AlignedRoom<float> _crossSums;
    private readonly float[] _biasSums;
    private readonly AlignedRoom<float> _values;
    private readonly AlignedRoom<float> _slopes;
    private readonly AlignedRoom<float> _gradient;
    private readonly AlignedRoom<float> _bent;
    private int _first;

    /// <param name="stage">The layer at its place.</param>
    /// <param name="blocks">The most samples at once, in blocks of lanes.</param>
    /// <param name="kept">For how many blocks there is room for what does not depend on the direction.</param>
    public RowBend(Stage stage, int blocks, int kept)
    {
        (_weight, _bias) = (stage.Blocks[0].Start, stage.Blocks[1].Start);
        (_outputs, _inputs) = (stage.Blocks[0].Sizes[0], stage.Blocks[0].Sizes[1]);
        (InputWidth, OutputWidth) = (RowSums.Padded(_inputs), RowSums.Padded(_outputs));
        _turned = [new(_inputs * OutputWidth), new(_inputs * OutputWidth)];
        _straight = [new(_outputs * InputWidth), new(_outputs * InputWidth)];
        _starts = [new(OutputWidth), new(OutputWidth)];
        (_zeros, _sums, _crossSums, _biasSums) = (new(InputWidth), new(_outputs * InputWidth), new(_outputs * InputWidth), new float[_outputs]);
        var (room, wide) = (((blocks * Lane) + 1) * OutputWidth, checked(((kept * Lane) + 1) * OutputWidth));
        (_values, _slopes, _gradient, _bent) = (new(wide), new(room), new(wide), new(room));
    }

    /// <summary>Entries that come in, padded to whole vectors.</summary>
    public int InputWidth { get; }

    /// <summary>Entries that go out, padded to whole vectors.</summary>
    public int OutputWidth { get; }

    /// <summary>What it made, rectified, row after row.</summary>
    public float* Values => _values.Start + _first;

    /// <summary>How that changes along the direction.</summary>
    public float* Slopes => _slopes.Start;

    /// <summary>The derivative of the loss along what it made, ahead of rectifying.</summary>
    public float* Gradient => _gradient.Start + _first;

    /// <summary>How that changes along the direction.</summary>
    public float* Bent => _bent.Start;

    /// <summary>Takes parameters and direction, and forgets sums.</summary>
    public void Begin(ReadOnlySpan<float> at, ReadOnlySpan<float> direction)
    {
        Lay(at, 0);
        Lay(direction, 1);
        _sums.Span.Clear();
        _crossSums.Span.Clear();
        Array.Clear(_biasSums);
    }

    /// <summary>Goes to the room that is kept for some samples.</summary>
    /// <param name="block">The first block of them.</param>
    public void Seek(int block) => _first = block * Lane * OutputWidth;

    /// <summary>Computes <see cref="Values"/>.</summary>
    /// <param name="values">What comes in.</param>
    /// <param name="row">From one sample to the next.</param>
    /// <param name="samples">How many samples.</param>
    public void MakeValues(float* values, int row, int samples) => RowSums.Apply<IfPositive>(values, row, _inputs, _turned[0].Start, _starts[0].Span, Values, samples);

    /// <summary>Computes <see cref="Slopes"/>.</summary>
    /// <param name="values">What comes in.</param>
    /// <param name="slopes">How that changes; null where it does not.</param>
    /// <param name="row">From one sample to the next.</param>
    /// <param name="samples">How many samples.</param>
    public void MakeSlopes(float* values, float* slopes, int row, int samples)
    {
        var toSign = (nint)(Values - Slopes);
        if (slopes is null)
        {
            RowSums.Apply<IfOtherPositive>(values, row, _inputs, _turned[1].Start, _starts[1].Span, Slopes, samples, toSign);
            return;
        }

        RowSums.Apply<AsItIs>(values, row, _inputs, _turned[1].Start, _starts[1].Span, Slopes, samples);
        RowSums.Add<IfOtherPositive>(slopes, row, _inputs, _turned[0].Start, null, Slopes, OutputWidth, samples, toSign);
    }

    /// <summary>Adds to the product, from <see cref="Gradient"/> and <see cref="Bent"/>.</summary>
    public void AddProduct(float* values, float* slopes, int row, int samples)
    {
        RowBias.AddSum(Bent, OutputWidth, samples, _biasSums);
        RowSums.Correlate(Bent, OutputWidth, _outputs, values, row, _sums.Start, InputWidth, samples, null);
        if (slopes is not null)
        {
            RowSums.Correlate(Gradient, OutputWidth, _outputs, slopes, row, _crossSums.Start, InputWidth, samples, null);
        }
    }

    /// <summary>Computes <see cref="Gradient"/> of the layer before it.</summary>
    public void MakeGradient(RowBend before, int samples) =>
        RowSums.Apply<IfOtherPositive>(Gradient, OutputWidth, _outputs, _straight[0].Start, _zeros.Span, before.Gradient, samples, (nint)(before.Values - before.Gradient));

    /// <summary>Computes <see cref="Bent"/> of the layer before it.</summary>
    public void MakeBent(RowBend before, int samples)
    {
        RowSums.Apply<AsItIs>(Bent, OutputWidth, _outputs, _straight[0].Start, _zeros.Span, before.Bent, samples);
        RowSums.Add<IfOtherPositive>(Gradient, OutputWidth, _outputs, _straight[1].Start, null, before.Bent, InputWidth, samples, (nint)(before.Values - before.Bent));
    }

    /// <summary>Gives the product's entries for its parameters.</summary>
    public void Give(Span<float> result)
    {
        for (var row = 0; row < _outputs; row++)
        {
            Flat.Along(_sums.Span.Slice(row * InputWidth, _inputs), 1f, _crossSums.Span.Slice(row * InputWidth, _inputs), result.Slice(_weight + (row * _inputs), _inputs));
        }

        _biasSums.CopyTo(result[_bias..]);
    }

    private void Lay(ReadOnlySpan<float> parameters, int place)
    {
        var weights = parameters.Slice(_weight, _inputs * _outputs);
        RowWeights.Turn(weights, _inputs, _outputs, _turned[place].Start, OutputWidth);
        RowWeights.Pad(weights, _inputs, _straight[place].Span, InputWidth);
        parameters.Slice(_bias, _outputs).CopyTo(_starts[place].Span);
    }
}
