using System.Numerics;
using Assay.Training.Networks;

namespace Assay.Training.Passes;

/// <summary>Weighted sums; on sequences each token is a position of its own.</summary>
internal sealed class DenseOperation<T, S> : Operation<T, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private readonly Projection<T, S> _projection;
    private readonly int _tokens;

    public DenseOperation(Stage stage, int blocks)
        : base(stage, blocks)
    {
        _projection = new(stage.Blocks[0], stage.Blocks[1]);
        _tokens = Outputs / _projection.Rows;
    }

    public override void Forward(Pass<T, S> pass, ReadOnlySpan<T> input) =>
        _projection.Forward(pass, input, Output.AsSpan(0, pass.Blocks * Outputs), pass.Blocks * _tokens);

    public override void Backward(Pass<T, S> pass, ReadOnlySpan<T> input, ReadOnlySpan<T> outputGradient, Span<T> inputGradient)
    {
        inputGradient.Fill(T.Of(0));
        _projection.Backward(pass, input, outputGradient, inputGradient, pass.Blocks * _tokens);
    }
}
