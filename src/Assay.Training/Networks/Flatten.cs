using Assay.Training.Passes;

namespace Assay.Training.Networks;

/// <summary>The entries of an image or a sequence as features, in their order.</summary>
public sealed record Flatten : Layer
{
    /// <inheritdoc/>
    public override string ToString() => "flatten";

    internal override Stage Build(Shape input, ParameterLayout parameters) => new(this, input, Shape.Features(input.Count));

    internal override Operation<T, S> Compile<T, S>(Stage stage, int blocks) => new FlattenOperation<T, S>(stage, blocks);
}
