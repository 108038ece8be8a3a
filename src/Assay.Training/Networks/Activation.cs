using Assay.Training.Passes;

namespace Assay.Training.Networks;

/// <summary>A function of each entry.</summary>
/// <param name="Kind">Which.</param>
public sealed record Activation(ActivationKind Kind) : Layer
{
    /// <inheritdoc/>
    public override string ToString() => Kind.ToString().ToLowerInvariant();

    internal override Stage Build(Shape input, ParameterLayout parameters) => new(this, input, input);

    internal override Operation<T, S> Compile<T, S>(Stage stage, int blocks) => Kind switch
    {
        ActivationKind.Relu => new ReluOperation<T, S>(stage, blocks),
        ActivationKind.Tanh => new TanhOperation<T, S>(stage, blocks),
        _ => new GeluOperation<T, S>(stage, blocks),
    };
}
