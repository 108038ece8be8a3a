using System.Numerics;
using Assay.Training.Networks;

namespace Assay.Training.Passes;

/// <summary>A function of each entry.</summary>
internal abstract class EntrywiseOperation<T, S>(Stage stage, int blocks) : Operation<T, S>(stage, blocks)
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    public sealed override void Forward(Pass<T, S> pass, ReadOnlySpan<T> input) => Forward(input, Output.AsSpan(0, input.Length));

    public sealed override void Backward(Pass<T, S> pass, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        if (!inputGradient.IsEmpty)
        {
            Backward(input, Output.AsSpan(0, input.Length), outputGradient, inputGradient);
        }
    }

    /// <summary>The function, of each entry.</summary>
    protected abstract void Forward(ReadOnlySpan<T> input, Span<T> output);

    /// <summary>Its derivative at each entry times that of the loss.</summary>
    protected abstract void Backward(ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient);
}
