using System.Numerics;
using Assay.Training.Networks;

namespace Assay.Training.Passes;

/// <summary>The greatest pixel of each square.</summary>
internal sealed class MaxPoolOperation<T, S>(Stage stage, int size, int blocks) : PoolOperation<T, S>(stage, size, blocks)
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    protected override void Forward(ReadOnlySpan<T> input, Span<T> output)
    {
        var pitch = Size * output.Length;
        for (var square = 0; square < output.Length; square++)
        {
            var corner = square * Size;
            var greatest = input[corner];
            for (var row = 0; row < Size; row++)
            {
                foreach (var pixel in input.Slice(corner + (row * pitch), Size))
                {
                    greatest = T.Greater(pixel, greatest);
                }
            }

            output[square] = greatest;
        }
    }

    // What is left of the derivative of a square goes to the first pixel that is as great as the greatest.
    protected override void Backward(ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        var (pitch, zero) = (Size * output.Length, T.Of(0));
        for (var square = 0; square < output.Length; square++)
        {
            var (greatest, left) = (output[square], outputGradient[square]);
            for (var row = 0; row < Size; row++)
            {
                var start = (square * Size) + (row * pitch);
                for (var place = start; place < start + Size; place++)
                {
                    inputGradient[place] = T.WhereEqual(input[place], greatest, left, zero);
                    left = T.WhereEqual(input[place], greatest, zero, left);
                }
            }
        }
    }
}
