using Assay.Training.Networks;

namespace Assay.Training.Experiments;

/// <summary>What belongs to each unit of a layer: the weights and the bias that make it, and the weights of the next layer that it goes into.</summary>
internal sealed class UnitRemoval
{
    private readonly Stage _stage;
    private readonly Stage _next;

    private UnitRemoval(Stage stage, Stage next) => (_stage, _next) = (stage, next);

    /// <summary>How many units the layer has; of a convolution its channels.</summary>
    public int Units => Weight.Sizes[0];

    private ParameterBlock Weight => _stage.Blocks[0];

    /// <summary>Finds the layer and the one behind it.</summary>
    /// <exception cref="NetworkException">The units of the layer cannot be removed.</exception>
    public static UnitRemoval Of(Network network, string place)
    {
        var stages = network.Stages.ToList();
        var at = stages.FindIndex(stage => stage.Blocks.Count > 0 && stage.Blocks[0].Name == place + ".weight");
        if (at < 0 || stages[at].Layer is not (Dense or Convolution))
        {
            throw new NetworkException($"Layer {place} has no units that could be removed; those of dense layers and convolutions outside of residual blocks can.");
        }

        var next = stages.FindIndex(at + 1, stage => stage.Blocks.Any(block => block.Role == ParameterRole.Weight) || stage.Inner.Count > 0);
        return next < 0 ? throw new NetworkException("The units of the last layer are the classes; units of a layer before it can be removed.")
            : stages[next].Layer is Dense or Convolution ? new UnitRemoval(stages[at], stages[next])
            : throw new NetworkException($"The units of layer {place} go into {stages[next].Layer}, where they cannot be removed.");
    }

    /// <summary>The parameters that are a unit's.</summary>
    public IEnumerable<int> Parameters(int unit)
    {
        var (bias, next) = (_stage.Blocks[1], _next.Blocks[0]);
        var (inputs, width) = (Weight.Count / Units, next.Count / next.Sizes[0]);
        return Enumerable.Range(Weight.Start + (unit * inputs), inputs)
            .Append(bias.Start + unit)
            .Concat(Enumerable.Range(0, next.Count).Where(i => UnitOf(i % width, width) == unit).Select(i => next.Start + i));
    }

    // The features of a token lie side by side, the pixels of a channel too.
    private int UnitOf(int column, int width) => _stage.Output.IsSequence ? column % Units : column / (width / Units);
}
