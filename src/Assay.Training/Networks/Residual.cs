using Assay.Training.Passes;

namespace Assay.Training.Networks;

/// <summary>The input plus what some layers make of it (He, Zhang, Ren and Sun 2016).</summary>
/// <param name="Body">The layers.</param>
public sealed record Residual(IReadOnlyList<Layer> Body) : Layer
{
    /// <inheritdoc/>
    public override string ToString() => $"residual({string.Join(", ", Body)})";

    internal override Stage Build(Shape input, ParameterLayout parameters)
    {
        if (Body.Count == 0)
        {
            throw parameters.Wrong(this, "It has no layer inside.");
        }

        var inner = parameters.Build(input, Body);
        return inner[^1].Output.Equals(input) ? new Stage(this, input, input) { Inner = inner }
            : throw parameters.Wrong(this, $"Its layers make {inner[^1].Output} of {input}, and the two cannot be added; both have to have one shape.");
    }

    internal override long Remembered(Stage stage) => stage.Inner.Sum(inner => (2L * inner.Output.Count) + inner.Layer.Remembered(inner));

    internal override Operation<T, S> Compile<T, S>(Stage stage, int blocks) => new ResidualOperation<T, S>(stage, blocks);
}
