using Assay.Training.Passes;

namespace Assay.Training.Networks;

/// <summary>Features less their mean, over their standard deviation, scaled and shifted; on a sequence, those of each token (Ba, Kiros and Hinton 2016).</summary>
public sealed record LayerNorm : Layer
{
    /// <inheritdoc/>
    public override string ToString() => "layernorm";

    internal override Stage Build(Shape input, ParameterLayout parameters)
    {
        if (input.IsImage)
        {
            throw parameters.Wrong(this, $"It takes features or a sequence, and is given an image, {input}; put flatten before it.");
        }

        var scale = parameters.Add("scale", ParameterRole.Scale, 1, input.Sizes[^1]);
        var bias = parameters.Add("bias", ParameterRole.Bias, 1, input.Sizes[^1]);
        return new Stage(this, input, input) { Blocks = [scale, bias] };
    }

    internal override Operation<T, S> Compile<T, S>(Stage stage, int blocks) => new LayerNormOperation<T, S>(stage, blocks);
}
