using System.Numerics;
using Assay.Training.Networks;

namespace Assay.Training.Passes;

/// <summary>Weighted sums with biases, of each of many positions.</summary>
/// <param name="weight">The weights.</param>
/// <param name="bias">The biases.</param>
internal sealed class Projection<T, S>(ParameterBlock weight, ParameterBlock bias)
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private readonly WeightView _weights = WeightView.Of(weight.Start, weight.Sizes[0], weight.Sizes[1]);
    private readonly int _bias = bias.Start;
    private readonly T[] _biases = new T[weight.Sizes[0]];

    /// <summary>How many sums there are.</summary>
    public int Rows => _weights.Rows;

    /// <summary>Computes the sums.</summary>
    public void Forward(Pass<T, S> pass, ReadOnlySpan<T> input, Span<T> output, int positions)
    {
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

    /// <summary>Adds to the gradients of weights and biases, and to that of the input unless it is empty.</summary>
    public void Backward(Pass<T, S> pass, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient, int positions)
    {
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
            T.Apply(pass.Parameters, _weights.Transposed, outputGradient, inputGradient, positions);
        }
    }
}
