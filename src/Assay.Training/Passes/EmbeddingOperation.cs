using System.Numerics;
using Assay.Training.Networks;

namespace Assay.Training.Passes;

/// <summary>The features that stand for each token.</summary>
internal sealed class EmbeddingOperation<T, S>(Stage stage, int blocks) : Operation<T, S>(stage, blocks)
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private readonly WeightView _table = WeightView.Of(stage.Blocks[0].Start, stage.Blocks[0].Sizes[0], stage.Blocks[0].Sizes[1]);

    public override void Forward(Pass<T, S> pass, ReadOnlySpan<T> input)
    {
        for (var token = 0; token < input.Length; token++)
        {
            T.Pick(pass.Parameters, _table, input[token], Output.AsSpan(token * _table.Columns, _table.Columns));
        }
    }

    // A token's number is no quantity that could change a little.
    public override void Backward(Pass<T, S> pass, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        for (var token = 0; token < input.Length; token++)
        {
            T.AddPicked(pass.Gradient, _table, input[token], outputGradient.Slice(token * _table.Columns, _table.Columns));
        }

        inputGradient.Fill(T.Of(0));
    }
}
