using Assay.Training.Passes;

namespace Assay.Training.Networks;

/// <summary>
/// Each feature, or channel of an image, less its mean over the batch, over its standard deviation there, scaled and shifted; when not training, with
/// means and variances that training has seen (Ioffe and Szegedy 2015).
/// </summary>
/// <remarks>Statistics follow the latest batch by a tenth, their variance with one sample less in the denominator, as PyTorch does.</remarks>
public sealed record BatchNorm : Layer
{
    /// <inheritdoc/>
    public override string ToString() => "batchnorm";

    internal override Stage Build(Shape input, ParameterLayout parameters)
    {
        var channels = input.IsImage ? input.Sizes[0] : input.Sizes[^1];
        var scale = parameters.Add("scale", ParameterRole.Scale, 1, channels);
        var bias = parameters.Add("bias", ParameterRole.Bias, 1, channels);
        var mean = parameters.Add("mean", ParameterRole.Statistic, 1, channels);
        var variance = parameters.Add("variance", ParameterRole.Statistic, 1, channels);
        return new Stage(this, input, input) { Blocks = [scale, bias, mean, variance] };
    }

    internal override Operation<T, S> Compile<T, S>(Stage stage, int blocks) => new BatchNormOperation<T, S>(stage, blocks);
}
