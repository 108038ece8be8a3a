using Assay.Training.Passes;

namespace Assay.Training.Networks;

/// <summary>Weighted sums of the pixels around each pixel, of all channels, each with a bias; beyond the rim there are zeros.</summary>
/// <param name="Channels">How many channels it makes.</param>
/// <param name="Kernel">How many rows and columns of pixels are weighed; odd, so that the image keeps its size.</param>
public sealed record Convolution(int Channels, int Kernel = 3) : Layer
{
    /// <inheritdoc/>
    public override string ToString() => $"convolution({Channels}, {Kernel})";

    internal override Stage Build(Shape input, ParameterLayout parameters)
    {
        if (!input.IsImage)
        {
            throw parameters.Wrong(this, $"It takes an image, channels x height x width, and is given {input}.");
        }

        if (Kernel < 1 || Kernel % 2 == 0)
        {
            throw parameters.Wrong(this, $"Its kernel has an odd number of rows and columns, not {Kernel}.");
        }

        var (given, height, width) = (input.Sizes[0], input.Sizes[1], input.Sizes[2]);
        var output = Shape.Image(Channels, height, width);
        var inputs = given * Kernel * Kernel;
        var weights = parameters.Add("weight", ParameterRole.Weight, inputs, Channels, given, Kernel, Kernel);
        var biases = parameters.Add("bias", ParameterRole.Bias, inputs, Channels);
        return new Stage(this, input, output) { Blocks = [weights, biases] };
    }

    internal override Operation<T, S> Compile<T, S>(Stage stage, int blocks) => new ConvolutionOperation<T, S>(stage, blocks);
}
