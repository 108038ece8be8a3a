using Assay.Training.Passes;

namespace Assay.Training.Networks;

/// <summary>For each token, learnt features that stand for it.</summary>
/// <param name="Vocabulary">How many tokens there are; a sample has their numbers, from 0.</param>
/// <param name="Features">How many features stand for each.</param>
public sealed record Embedding(int Vocabulary, int Features) : Layer
{
    /// <inheritdoc/>
    public override string ToString() => $"embedding({Vocabulary}, {Features})";

    internal override Stage Build(Shape input, ParameterLayout parameters)
    {
        if (input.IsImage || (input.IsSequence && input.Sizes[1] != 1))
        {
            throw parameters.Wrong(this, $"It takes numbers of tokens, tokens x 1, and is given {input}.");
        }

        var weights = parameters.Add("weight", ParameterRole.Embedding, 1, Vocabulary, Features);
        return new Stage(this, input, Shape.Sequence(input.Sizes[0], Features)) { Blocks = [weights] };
    }

    internal override Operation<T, S> Compile<T, S>(Stage stage, int blocks) => new EmbeddingOperation<T, S>(stage, blocks);
}
