using System.Numerics;
using Assay.Training.Networks;

namespace Assay.Training.Passes;

/// <summary>The same entries.</summary>
internal sealed class FlattenOperation<T, S>(Stage stage, int blocks) : Operation<T, S>(stage, blocks)
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    public override void Forward(Pass<T, S> pass, ReadOnlySpan<T> input) => input.CopyTo(Output);

    public override void Backward(Pass<T, S> pass, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        if (!inputGradient.IsEmpty)
        {
            outputGradient.CopyTo(inputGradient);
        }
    }
}
