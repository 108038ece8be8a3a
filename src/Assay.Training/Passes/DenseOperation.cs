using System.Numerics;
using Assay.Training.Networks;

namespace Assay.Training.Passes;

/// <summary>Weighted sums; on sequences each token is a position of its own.</summary>
internal sealed class DenseOperation<T, S> : Operation<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private readonly WeightView _weights;
    private readonly int _bias;
    private readonly int _tokens;
    private readonly T[] _biases;

    public DenseOperation(Stage stage, int blocks)
        : base(stage, blocks)
    {
        var (weight, bias) = (stage.Blocks[0], stage.Blocks[1]);
        _weights = WeightView.Of(weight.Start, weight.Sizes[0], weight.Sizes[1]);
        _bias = bias.Start;
        _tokens = Outputs / _weights.Rows;
        _biases = new T[_weights.Rows];
    }

    public override void Forward(Pass<T, S> pass, ReadOnlySpan<T> input)
    {
        var positions = pass.Blocks * _tokens;
        var output = Output.AsSpan(0, positions * _weights.Rows);
        for (var row = 0; row < _biases.Length; row++)
        {
            _biases[row] = pass.Parameter(_bias + row);
        }

        for (var position = 0; position < positions; position++)
        {
            _biases.CopyTo(output.Slice(position * _biases.Length, _biases.Length));
        }

        T.Apply(pass.Parameters, _weights, input, output, positions);
    }

    public override void Backward(Pass<T, S> pass, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        var positions = pass.Blocks * _tokens;
        T.Correlate(pass.Gradient, _weights, outputGradient, input, positions);
        for (var row = 0; row < _weights.Rows; row++)
        {
            var sum = T.Of(0);
            for (var place = row; place < outputGradient.Length; place += _weights.Rows)
            {
                sum += outputGradient[place];
            }

            T.AddSum(sum, pass.Gradient, _bias + row);
        }

        if (!inputGradient.IsEmpty)
        {
            inputGradient.Fill(T.Of(0));
            T.Apply(pass.Parameters, _weights.Transposed, outputGradient, inputGradient, positions);
        }
    }
}
