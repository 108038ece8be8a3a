using Assay.Training.Passes;

namespace Assay.Training.Networks;

/// <summary>
/// Each token's features become sums over those of all tokens, weighed by how well their keys answer its query, in several heads side by side
/// (Vaswani and others 2017).
/// </summary>
/// <param name="Heads">How many parts the features are divided into.</param>
/// <param name="IsCausal">Whether tokens see those before them and themselves only.</param>
public sealed record Attention(int Heads, bool IsCausal = false) : Layer
{
    /// <inheritdoc/>
    public override string ToString() => $"attention({Heads}{(IsCausal ? ", causal" : "")})";

    internal override Stage Build(Shape input, ParameterLayout parameters)
    {
        if (!input.IsSequence)
        {
            throw parameters.Wrong(this, $"It takes a sequence, tokens x features, and is given {input}.");
        }

        var features = input.Sizes[1];
        if (Heads < 1 || features % Heads != 0)
        {
            throw parameters.Wrong(this, $"{Heads} heads do not share {features} features evenly.");
        }

        List<ParameterBlock> blocks = [];
        foreach (var part in (string[])["query", "key", "value", "output"])
        {
            blocks.Add(parameters.Add(part + ".weight", ParameterRole.Weight, features, features, features));
            blocks.Add(parameters.Add(part + ".bias", ParameterRole.Bias, features, features));
        }

        return new Stage(this, input, input) { Blocks = blocks };
    }

    internal override long Remembered(Stage stage) => (8L * stage.Input.Count) + ((long)Heads * stage.Input.Sizes[0] * stage.Input.Sizes[0]);

    internal override Operation<T, S> Compile<T, S>(Stage stage, int blocks) => new AttentionOperation<T, S>(this, stage, blocks);
}
