using System.Numerics;
using Assay.Training.Networks;

namespace Assay.Training.Passes;

/// <summary>The mean of each square.</summary>
internal sealed class AveragePoolOperation<T, S>(Stage stage, int size, int blocks) : PoolOperation<T, S>(stage, size, blocks)
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    protected override void Forward(ReadOnlySpan<T> input, Span<T> output)
    {
        var share = T.Of(1.0 / (Size * Size));
        output.Fill(T.Of(0));
        for (var place = 0; place < input.Length; place++)
        {
            output[place / Size % output.Length] += input[place];
        }

        for (var square = 0; square < output.Length; square++)
        {
            output[square] *= share;
        }
    }

    protected override void Backward(ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        var share = T.Of(1.0 / (Size * Size));
        for (var place = 0; place < inputGradient.Length; place++)
        {
            inputGradient[place] = outputGradient[place / Size % output.Length] * share;
        }
    }
}
