namespace Assay.Training.Networks;

/// <summary>A layer at its place in a network.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Input">The shape that it is given.</param>
/// <param name="Output">The shape that it makes.</param>
internal sealed record Stage(Layer Layer, Shape Input, Shape Output)
{
    /// <summary>Its parameters, in the order in which it asked for them.</summary>
    public IReadOnlyList<ParameterBlock> Blocks { get; init; } = [];

    /// <summary>The stages within it, where it has any.</summary>
    public IReadOnlyList<Stage> Inner { get; init; } = [];
}
