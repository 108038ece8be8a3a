using System.Numerics;
using Assay.Training.Networks;

namespace Assay.Training.Passes;

/// <summary>The input plus what a chain makes of it.</summary>
internal sealed class ResidualOperation<T, S>(Stage stage, int blocks) : Operation<T, S>(stage, blocks)
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private readonly Chain<T, S> _body = new(stage.Inner, blocks);

    public override void Forward(Pass<T, S> pass, ReadOnlySpan<T> input)
    {
        var made = _body.Forward(pass, input);
        for (var i = 0; i < made.Length; i++)
        {
            Output[i] = input[i] + made[i];
        }
    }

    // The body always gives a gradient of its input where one is wanted; the way around it adds what came.
    public override void Backward(Pass<T, S> pass, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        _body.Backward(pass, input, outputGradient, inputGradient);
        for (var i = 0; i < inputGradient.Length; i++)
        {
            inputGradient[i] += outputGradient[i];
        }
    }
}
