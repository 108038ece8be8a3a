namespace Assay.Training.Networks;

/// <summary>Layers, one after another, with the shape of a sample and the loss that is trained.</summary>
/// <remarks>
/// Parameters are one vector: each layer's weights, outputs first, then its biases, layer after layer; then the statistics of batch normalisation.
/// </remarks>
public sealed class Network
{
    /// <summary>A network.</summary>
    /// <param name="input">The shape of one sample.</param>
    /// <param name="layers">At least one layer.</param>
    /// <param name="loss">What is trained; softmax cross-entropy unless said otherwise.</param>
    /// <exception cref="NetworkException">A layer's input does not fit it; the text names the layer.</exception>
    public Network(Shape input, IReadOnlyList<Layer> layers, LossKind loss = LossKind.CrossEntropy)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Count == 0)
        {
            throw new NetworkException("A network has at least one layer.");
        }

        var parameters = new ParameterLayout();
        Stages = parameters.Build(input, layers);
        if (parameters.Blocks.Any(block => block.Role == ParameterRole.Statistic))
        {
            parameters = parameters.WithStatisticsLast();
            Stages = parameters.Build(input, layers);
        }

        (Input, Layers, Loss, Parameters) = (input, layers, loss, parameters.Blocks);
        (ParameterCount, TrainedCount) = (parameters.Count, parameters.TrainedCount);
    }

    /// <summary>Dense layers with an activation between any two.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="sizes">The features of a sample, then the outputs of each layer.</param>
    public static Network Mlp(ActivationKind activation, params int[] sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        List<Layer> layers = [];
        foreach (var size in sizes.Skip(1))
        {
            if (layers.Count > 0)
            {
                layers.Add(new Activation(activation));
            }

            layers.Add(new Dense(size));
        }

        return new Network(Shape.Features(sizes.FirstOrDefault()), layers);
    }

    /// <summary>The shape of one sample.</summary>
    public Shape Input { get; }

    /// <summary>The shape of what the network makes of a sample.</summary>
    public Shape Output => Stages[^1].Output;

    /// <summary>The layers.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>What is trained.</summary>
    public LossKind Loss { get; }

    /// <summary>All parameters, block by block.</summary>
    public IReadOnlyList<ParameterBlock> Parameters { get; }

    /// <summary>How many parameters there are.</summary>
    public int ParameterCount { get; }

    /// <summary>How many of them are trained; those lie in front of the statistics of batch normalisation.</summary>
    public int TrainedCount { get; }

    /// <summary>Whether batches are normalised, so that what becomes of a sample depends on the others.</summary>
    public bool NormalisesBatches => TrainedCount < ParameterCount;

    /// <summary>The layers at their places.</summary>
    internal IReadOnlyList<Stage> Stages { get; }
}
