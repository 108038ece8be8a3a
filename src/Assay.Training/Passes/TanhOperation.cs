using System.Numerics;
using Assay.Training.Networks;

namespace Assay.Training.Passes;

/// <summary>The hyperbolic tangent.</summary>
internal sealed class TanhOperation<T, S>(Stage stage, int blocks) : EntrywiseOperation<T, S>(stage, blocks)
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    protected override void Forward(ReadOnlySpan<T> input, Span<T> output)
    {
        for (var i = 0; i < input.Length; i++)
        {
            var x = input[i];
            output[i] = T.Tanh(x);
        }
    }

    protected override void Backward(ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        for (var i = 0; i < input.Length; i++)
        {
            var (y, slope) = (output[i], outputGradient[i]);
            inputGradient[i] = (T.Of(1) - (y * y)) * slope;
        }
    }
}
