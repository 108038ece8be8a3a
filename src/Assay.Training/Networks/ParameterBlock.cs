namespace Assay.Training.Networks;

/// <summary>Parameters that belong together: one weight matrix, one vector of biases.</summary>
/// <param name="Name">Unique within the network, such as <c>1.weight</c>.</param>
/// <param name="Role">What they do.</param>
/// <param name="Sizes">Their sizes, outputs first; the last one is fastest.</param>
/// <param name="Start">Where they start among all parameters.</param>
/// <param name="FanIn">How many inputs each output sums.</param>
public sealed record ParameterBlock(string Name, ParameterRole Role, IReadOnlyList<int> Sizes, int Start, int FanIn)
{
    /// <summary>How many there are.</summary>
    public int Count { get; } = Sizes.Aggregate(1, (product, size) => checked(product * size));
}
