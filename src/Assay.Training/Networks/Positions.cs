using Assay.Training.Passes;

namespace Assay.Training.Networks;

/// <summary>Adds to the features of each token learnt ones that stand for its position.</summary>
public sealed record Positions : Layer
{
    /// <inheritdoc/>
    public override string ToString() => "positions";

    internal override Stage Build(Shape input, ParameterLayout parameters)
    {
        if (!input.IsSequence)
        {
            throw parameters.Wrong(this, $"It takes a sequence, tokens x features, and is given {input}.");
        }

        var weights = parameters.Add("weight", ParameterRole.Embedding, 1, input.Sizes[0], input.Sizes[1]);
        return new Stage(this, input, input) { Blocks = [weights] };
    }

    internal override Operation<T, S> Compile<T, S>(Stage stage, int blocks) => new PositionsOperation<T, S>(stage, blocks);
}
