using Assay.Training.Networks;
using Assay.Training.Products;

namespace Assay.Training.Rows;

/// <summary>A dense layer at work on samples in rows.</summary>
internal sealed unsafe class RowDense
{
    private const int Lane = RowSums.Lane;

    private readonly int _inputs;
    private readonly int _outputs;
    private readonly int _weight;
    private readonly int _bias;

    // From the outputs of one input to those of the next lie the weights as sums over inputs want them; and as they are, but padded, where they are not.
    private readonly AlignedRoom<float>? _turned;
    private readonly AlignedRoom<float>? _straight;
    private readonly AlignedRoom<float>? _sums;
    private readonly AlignedRoom<float> _output;
    private readonly AlignedRoom<float> _slopes;

    /// <param name="stage">The layer at its place.</param>
    /// <param name="samples">The most samples at once.</param>
    /// <param name="isFirst">Whether it is given samples.</param>
    /// <param name="isLast">Whether another way forward is gone.</param>
    public RowDense(Stage stage, int samples, bool isFirst, bool isLast)
    {
        (_weight, _bias) = (stage.Blocks[0].Start, stage.Blocks[1].Start);
        (_outputs, _inputs) = (stage.Blocks[0].Sizes[0], stage.Blocks[0].Sizes[1]);
        (InputWidth, OutputWidth) = (RowSums.Padded(_inputs), RowSums.Padded(_outputs));
        _turned = isLast ? null : new(_inputs * OutputWidth);
        _straight = isFirst || InputWidth == _inputs ? null : new(_outputs * InputWidth);
        _sums = InputWidth == _inputs ? null : new(_outputs * InputWidth);
        _output = new(isLast ? 0 : samples * OutputWidth);
        _slopes = new(samples * OutputWidth);
    }

    /// <summary>Entries that come in, padded to whole vectors.</summary>
    public int InputWidth { get; }

    /// <summary>Entries that go out, padded to whole vectors.</summary>
    public int OutputWidth { get; }

    /// <summary>What it made, row after row.</summary>
    public float* Output => _output.Start;

    /// <summary>The derivative of the loss along each entry that went out, row after row.</summary>
    public float* Slopes => _slopes.Start;

    /// <summary>Lays the weights as they are wanted.</summary>
    public void Begin(ReadOnlySpan<float> parameters)
    {
        var weights = parameters.Slice(_weight, _inputs * _outputs);
        if (_turned is not null)
        {
            Turn(weights, _turned.Start);
        }

        for (var row = 0; _straight is not null && row < _outputs; row++)
        {
            weights.Slice(row * _inputs, _inputs).CopyTo(_straight.Span[(row * InputWidth)..]);
        }

        _sums?.Span.Clear();
    }

    /// <summary>Computes <see cref="Output"/>.</summary>
    public void Forward(ReadOnlySpan<float> parameters, float* input, int inputRow, int samples)
    {
        RowBias.Spread(parameters.Slice(_bias, _outputs), Output, OutputWidth, samples);
        RowSums.Apply(input, inputRow, _inputs, _turned!.Start, OutputWidth, Output, OutputWidth, samples);
    }

    /// <summary>Adds to the gradient of weights and biases.</summary>
    public void AddGradient(Span<float> gradient, float* input, int inputRow, int samples)
    {
        RowBias.AddSum(Slopes, OutputWidth, samples, gradient.Slice(_bias, _outputs));
        fixed (float* own = gradient.Slice(_weight, _inputs * _outputs))
        {
            RowSums.Correlate(Slopes, OutputWidth, _outputs, input, inputRow, _sums is null ? own : _sums.Start, InputWidth, samples);
        }
    }

    /// <summary>Computes the derivatives along the entries that came in.</summary>
    public void Backward(ReadOnlySpan<float> parameters, float* inputSlopes, int samples)
    {
        new Span<float>(inputSlopes, samples * InputWidth).Clear();
        fixed (float* weights = parameters.Slice(_weight, _inputs * _outputs))
        {
            RowSums.Apply(Slopes, OutputWidth, _outputs, _straight is null ? weights : _straight.Start, InputWidth, inputSlopes, InputWidth, samples);
        }
    }

    /// <summary>Puts sums that were kept elsewhere where they belong.</summary>
    public void End(Span<float> gradient)
    {
        for (var row = 0; _sums is not null && row < _outputs; row++)
        {
            _sums.Span.Slice(row * InputWidth, _inputs).CopyTo(gradient[(_weight + (row * _inputs))..]);
        }
    }

    private void Turn(ReadOnlySpan<float> weights, float* turned)
    {
        if (_inputs < Lane)
        {
            for (var i = 0; i < weights.Length; i++)
            {
                turned[(i % _inputs * OutputWidth) + (i / _inputs)] = weights[i];
            }

            return;
        }

        // The last square of each row lies at its end, and repeats some of what the one before it did; outputs beyond the last are copies of it.
        var rows = stackalloc nint[Lane];
        fixed (float* from = weights)
        {
            for (var output = 0; output < _outputs; output += Lane)
            {
                for (var row = 0; row < Lane; row++)
                {
                    rows[row] = Math.Min(output + row, _outputs - 1) * (nint)_inputs;
                }

                for (var input = 0; input < _inputs; input += Lane)
                {
                    var place = Math.Min(input, _inputs - Lane);
                    Squares.Transpose(from + place, rows, turned + (place * (nint)OutputWidth) + output, OutputWidth);
                }
            }
        }
    }
}
