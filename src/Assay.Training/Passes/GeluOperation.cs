using System.Numerics;
using Assay.Training.Networks;

namespace Assay.Training.Passes;

/// <summary>The entry times the normal distribution function at it.</summary>
internal sealed class GeluOperation<T, S>(Stage stage, int blocks) : EntrywiseOperation<T, S>(stage, blocks)
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private static readonly double Density = 1 / Math.Sqrt(2 * Math.PI);
    private static readonly double Scale = Math.Sqrt(0.5);

    protected override void Forward(ReadOnlySpan<T> input, Span<T> output)
    {
        for (var i = 0; i < input.Length; i++)
        {
            var x = input[i];
            output[i] = x * Share(x);
        }
    }

    protected override void Backward(ReadOnlySpan<T> input, ReadOnlySpan<T> output, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        for (var i = 0; i < input.Length; i++)
        {
            var (x, slope) = (input[i], outputGradient[i]);
            inputGradient[i] = (Share(x) + (x * T.Of(Density) * T.Exp(T.Of(-0.5) * x * x))) * slope;
        }
    }

    private static T Share(T x) => T.Of(0.5) * (T.Of(1) + T.Erf(x * T.Of(Scale)));
}
