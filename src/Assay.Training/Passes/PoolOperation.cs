using System.Numerics;
using Assay.Training.Networks;

namespace Assay.Training.Passes;

/// <summary>One pixel of each square. All channels of all images are taken for one tall image.</summary>
internal abstract class PoolOperation<T, S>(Stage stage, int size, int blocks) : Operation<T, S>(stage, blocks)
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private readonly int _width = stage.Output.Sizes[2];
    private readonly int _lines = stage.Output.Sizes[0] * stage.Output.Sizes[1];

    /// <summary>Rows and columns of a square.</summary>
    protected int Size { get; } = size;

    public sealed override void Forward(Pass<T, S> pass, ReadOnlySpan<T> input)
    {
        var given = Size * Size * _width;
        for (var line = 0; line < pass.Blocks * _lines; line++)
        {
            Forward(input.Slice(line * given, given), Output.AsSpan(line * _width, _width));
        }
    }

    public sealed override void Backward(Pass<T, S> pass, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        if (inputGradient.IsEmpty)
        {
            return;
        }

        var given = Size * Size * _width;
        for (var line = 0; line < pass.Blocks * _lines; line++)
        {
            var (start, made) = (line * given, line * _width);
            Backward(input.Slice(start, given), Output.AsSpan(made, _width), outputGradient.Slice(made, _width), inputGradient.Slice(start, given));
        }
    }

    /// <summary>A row of squares.</summary>
    protected abstract void Forward(ReadOnlySpan<T> input, Span<T> output);

    /// <summary>The derivatives along a row of squares.</summary>
    protected abstract void Backward(ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient);
}
