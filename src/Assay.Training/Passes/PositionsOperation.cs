using System.Numerics;
using Assay.Training.Networks;

namespace Assay.Training.Passes;

/// <summary>The input plus what stands for each position.</summary>
internal sealed class PositionsOperation<T, S>(Stage stage, int blocks) : Operation<T, S>(stage, blocks)
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private readonly int _start = stage.Blocks[0].Start;

    public override void Forward(Pass<T, S> pass, ReadOnlySpan<T> input)
    {
        for (var place = 0; place < Inputs; place++)
        {
            var added = pass.Parameter(_start + place);
            for (var i = place; i < input.Length; i += Inputs)
            {
                Output[i] = input[i] + added;
            }
        }
    }

    public override void Backward(Pass<T, S> pass, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        for (var place = 0; place < Inputs; place++)
        {
            var sum = T.Of(0);
            for (var i = place; i < outputGradient.Length; i += Inputs)
            {
                sum += outputGradient[i];
            }

            T.AddSum(sum, pass.Gradient, _start + place);
        }

        if (!inputGradient.IsEmpty)
        {
            outputGradient.CopyTo(inputGradient);
        }
    }
}
