using System.Numerics;
using Assay.Training.Networks;

namespace Assay.Training.Passes;

/// <summary>The entry where it is positive, else 0.</summary>
internal sealed class ReluOperation<T, S>(Stage stage, int blocks) : EntrywiseOperation<T, S>(stage, blocks)
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    protected override void Forward(ReadOnlySpan<T> input, Span<T> output)
    {
        for (var i = 0; i < input.Length; i++)
        {
            var x = input[i];
            output[i] = T.WhereGreater(x, T.Of(0), x, T.Of(0));
        }
    }

    protected override void Backward(ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        for (var i = 0; i < input.Length; i++)
        {
            var (x, slope) = (input[i], outputGradient[i]);
            inputGradient[i] = T.WhereGreater(x, T.Of(0), slope, T.Of(0));
        }
    }
}
