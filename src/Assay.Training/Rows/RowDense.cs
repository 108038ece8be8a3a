using Assay.Training.Networks;
using Assay.Training.Passes;
using Assay.Training.Products;

namespace Assay.Training.Rows;

/// <summary>A dense layer at work on samples in rows.</summary>
internal sealed unsafe class RowDense
{
    private const int Lane = Lanes.Count;

    private readonly int _inputs;
    private readonly int _outputs;
    private readonly int _weight;
    private readonly int _bias;

    // From the outputs of one input to those of the next lie the weights as sums over inputs want them; and as they are, but padded, where they are not.
    private readonly AlignedRoom<float>? _turned;
    private readonly AlignedRoom<float>? _straight;
    private readonly AlignedRoom<float>? _sums;
    private readonly AlignedRoom<float> _starts;
    private readonly AlignedRoom<float> _zeros;
    private readonly AlignedRoom<float> _output;
    private readonly AlignedRoom<float> _slopes;

    private bool _isFresh;

    // What follows, unless that is done to sums before they are stored, as with ReLU.
    private readonly RowActivation? _activation;

    /// <param name="stage">The layer at its place.</param>
    /// <param name="activation">What follows it; null behind the last layer, which goes another way forward.</param>
    /// <param name="blocks">The most samples at once, in blocks of lanes.</param>
    public RowDense(Stage stage, Activation? activation, int blocks)
    {
        (_weight, _bias) = (stage.Blocks[0].Start, stage.Blocks[1].Start);
        (_outputs, _inputs) = (stage.Blocks[0].Sizes[0], stage.Blocks[0].Sizes[1]);
        (InputWidth, OutputWidth) = (RowSums.Padded(_inputs), RowSums.Padded(_outputs));
        _turned = activation is null ? null : new(_inputs * OutputWidth);
        _straight = InputWidth == _inputs ? null : new(_outputs * InputWidth);
        _sums = InputWidth == _inputs ? null : new(_outputs * InputWidth);
        _starts = new(OutputWidth);
        _zeros = new(InputWidth);
        _output = new(activation is null ? 0 : blocks * Lane * OutputWidth);
        _slopes = new(blocks * Lane * OutputWidth);
        _activation = activation is null or { Kind: ActivationKind.Relu } ? null : new(activation, OutputWidth, blocks);
    }

    /// <summary>Entries that come in, padded to whole vectors.</summary>
    public int InputWidth { get; }

    /// <summary>Entries that go out, padded to whole vectors.</summary>
    public int OutputWidth { get; }

    /// <summary>What it made, and its activation made of that, row after row.</summary>
    public float* Output => _activation is null ? _output.Start : _activation.Output;

    /// <summary>The derivative of the loss along each entry that it made, row after row.</summary>
    public float* Slopes => _slopes.Start;

    /// <summary>Lays the weights as they are wanted.</summary>
    public void Begin(ReadOnlySpan<float> parameters)
    {
        var weights = parameters.Slice(_weight, _inputs * _outputs);
        if (_turned is not null)
        {
            RowWeights.Turn(weights, _inputs, _outputs, _turned.Start, OutputWidth);
        }

        if (_straight is not null)
        {
            RowWeights.Pad(weights, _inputs, _straight.Span, InputWidth);
        }

        parameters.Slice(_bias, _outputs).CopyTo(_starts.Span);
        _isFresh = true;
    }

    /// <summary>Computes <see cref="Output"/>.</summary>
    public void Forward(in Pass<Lanes, float> pass, float* input, int inputRow)
    {
        var samples = pass.Blocks * Lane;
        if (_activation is null)
        {
            RowSums.Apply<IfPositive>(input, inputRow, _inputs, _turned!.Start, _starts.Span, Output, samples);
            return;
        }

        RowSums.Apply<AsItIs>(input, inputRow, _inputs, _turned!.Start, _starts.Span, _output.Start, samples);
        _activation.Forward(pass, _output.Start);
    }

    /// <summary>Adds to the gradient of weights and biases; the first time since <see cref="Begin"/> sets it.</summary>
    public void AddGradient(in Pass<Lanes, float> pass, float* input, int inputRow)
    {
        var samples = pass.Blocks * Lane;
        var biases = pass.Gradient.Slice(_bias, _outputs);
        if (_isFresh)
        {
            biases.Clear();
        }

        RowBias.AddSum(Slopes, OutputWidth, samples, biases);
        fixed (float* own = pass.Gradient.Slice(_weight, _inputs * _outputs))
        {
            var starts = _isFresh ? _zeros.Start : null;
            RowSums.Correlate(Slopes, OutputWidth, _outputs, input, inputRow, _sums is null ? own : _sums.Start, InputWidth, samples, starts);
        }

        _isFresh = false;
    }

    /// <summary>Computes the derivatives along what the layer before it made, ahead of its activation.</summary>
    public void Backward(in Pass<Lanes, float> pass, RowDense before)
    {
        var samples = pass.Blocks * Lane;
        fixed (float* weights = pass.Parameters.Slice(_weight, _inputs * _outputs))
        {
            var matrix = _straight is null ? weights : _straight.Start;
            if (before._activation is null)
            {
                var toSign = (nint)(before.Output - before.Slopes);
                RowSums.Apply<IfOtherPositive>(Slopes, OutputWidth, _outputs, matrix, _zeros.Span, before.Slopes, samples, toSign);
                return;
            }

            RowSums.Apply<AsItIs>(Slopes, OutputWidth, _outputs, matrix, _zeros.Span, before.Slopes, samples);
        }

        before._activation.Backward(pass, before._output.Start, before.Slopes);
    }

    /// <summary>Puts sums that were kept elsewhere where they belong.</summary>
    public void End(Span<float> gradient)
    {
        for (var row = 0; _sums is not null && row < _outputs; row++)
        {
            _sums.Span.Slice(row * InputWidth, _inputs).CopyTo(gradient[(_weight + (row * _inputs))..]);
        }
    }
}
