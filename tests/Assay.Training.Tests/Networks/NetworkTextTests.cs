using Assay.Training.Networks;

namespace Assay.Training.Tests.Networks;

/// <summary>Networks as users write them.</summary>
public sealed class NetworkTextTests
{
    [Theory]
    [InlineData("mlp(64, 32, 10)", "dense(32), relu, dense(10)", 2410)]
    [InlineData("mlp(64, 10)", "dense(10)", 650)]
    [InlineData("mlp(64, 32, 16, 10, activation: tanh)", "dense(32), tanh, dense(16), tanh, dense(10)", 2778)]
    [InlineData("residual(4, 6, 3, blocks: 2, activation: gelu)", "dense(6), gelu, residual(dense(6), gelu), residual(dense(6), gelu), dense(3)", 135)]
    [InlineData("cnn(1x8x8, 8, 16, 10)", "convolution(8, 3), relu, maxpool(2), convolution(16, 3), relu, maxpool(2), dense(10)", 1898)]
    [InlineData("cnn(3x4x4, 5, 2, activation: tanh)", "convolution(5, 3), tanh, maxpool(2), dense(2)", 182)]
    [InlineData("layers(1x8x8, conv(4, kernel: 5), gelu, pool(2), avgpool(2), flatten, dense(10))", "convolution(4, 5), gelu, maxpool(2), averagepool(2), flatten, dense(10)", 274)]
    [InlineData("layers(8, embedding(5, 4), positions, residual(layernorm, attention(2, causal)), attention(4), flatten, dense(5))", "embedding(5, 4), positions, residual(layernorm, attention(2, causal)), attention(4), flatten, dense(5)", 385)]
    [InlineData("layers(3x4x4, conv(2), batchnorm, relu, dense(2))", "convolution(2, 3), batchnorm, relu, dense(2)", 130)]
    [InlineData("layers(12x16, residual(dense(16), residual(relu)), flatten, dense(3))", "residual(dense(16), residual(relu)), flatten, dense(3)", 851)]
    public void A_text_names_layers(string text, string layers, int parameters)
    {
        var network = NetworkText.Read(CallText.Parse(text));
        Assert.Equal((layers, parameters), (string.Join(", ", network.Layers), network.ParameterCount));
    }

    [Fact]
    public void Where_flatten_is_left_out_dense_flattens_images_by_itself()
    {
        var with = NetworkText.Read(CallText.Parse("layers(2x4x4, conv(3), flatten, dense(5))"));
        var without = NetworkText.Read(CallText.Parse("layers(2x4x4, conv(3), dense(5))"));
        Assert.Equal(with.Output, without.Output);
        var theta = new Start().Draw(with, 1);
        Assert.Equal(theta, new Start().Draw(without, 1));
        Assert.Equal(Loss(with, theta), Loss(without, theta));
    }

    [Theory]
    [InlineData("mlq(64, 10)", "There is no network 'mlq'.")]
    [InlineData("mlp(64)", "'mlp' needs the features of a sample and the outputs of each layer.")]
    [InlineData("mlp(64, 0)", "A whole number from 1 to 1048576 is needed, not '0'.")]
    [InlineData("mlp(64, 10, activation: sin)", "'sin' is no value for 'activation'.")]
    [InlineData("mlp(64, 10, blocks: 2)", "'mlp' has no argument 'blocks'.")]
    [InlineData("mlp(1000000, 1000000, 10)", "'mlp(1000000, 1000000, 10)' has more than 2,147,483,647 parameters or entries of a sample.")]
    [InlineData("layers(100000x100000x100000, dense(10))", "'layers(100000x100000x100000, dense(10))' has more than 2,147,483,647 parameters or entries of a sample.")]
    [InlineData("residual(64, 10)", "'residual' needs features, the width of its blocks, and outputs.")]
    [InlineData("cnn(1x8x8, 10)", "'cnn' needs the shape of an image, the channels of each convolution, and outputs.")]
    [InlineData("cnn(64, 8, 10)", "Layer 1, convolution(8, 3): It takes an image, channels x height x width, and is given 64.")]
    [InlineData("cnn(1x6x6, 8, 8, 10)", "Layer 6, maxpool(2): Squares of 2x2 pixels do not fill an image of 3x3; the size has to divide both.")]
    [InlineData("layers(1x8, pool(2))", "Layer 1, maxpool(2): It takes an image, channels x height x width, and is given 1x8.")]
    [InlineData("layers(1x8x8)", "'layers' needs the shape of a sample and what follows.")]
    [InlineData("layers(1y8, dense(2))", "'1y8' is no shape of a sample.")]
    [InlineData("layers(1x2x3x4, dense(2))", "'1x2x3x4' is no shape of a sample.")]
    [InlineData("layers(8, dens(2))", "There is no layer 'dens'.")]
    [InlineData("layers(8, dense)", "'dense' needs one number.")]
    [InlineData("layers(8, dense(2), width: 3)", "'layers' has no argument 'width'.")]
    [InlineData("layers(1x8x8, conv(4, kernel: 2), dense(2))", "Layer 1, convolution(4, 2): Its kernel has an odd number of rows and columns, not 2.")]
    [InlineData("layers(4x6, attention(4), dense(2))", "Layer 1, attention(4): 4 heads do not share 6 features evenly.")]
    [InlineData("layers(8, attention(2, casual), dense(2))", "'casual' is no value.")]
    [InlineData("layers(8, attention(2), dense(2))", "Layer 1, attention(2): It takes a sequence, tokens x features, and is given 8.")]
    [InlineData("layers(8, positions, dense(2))", "Layer 1, positions: It takes a sequence, tokens x features, and is given 8.")]
    [InlineData("layers(4x2, embedding(5, 4))", "Layer 1, embedding(5, 4): It takes numbers of tokens, tokens x 1, and is given 4x2.")]
    [InlineData("layers(4, embedding(5))", "'embedding' needs how many tokens there are, and how many features stand for each.")]
    [InlineData("layers(4, attention)", "'attention' needs how many heads it has.")]
    [InlineData("layers(8, residual(), dense(2))", "Layer 1, residual(): It has no layer inside.")]
    [InlineData("layers(8, relu, residual(dense(4)))", "Layer 2, residual(dense(4)): Its layers make 4 of 8, and the two cannot be added; both have to have one shape.")]
    [InlineData("layers(1x8x8, residual(relu, pool(3)))", "Layer 1.2, maxpool(3): Squares of 3x3 pixels do not fill an image of 8x8; the size has to divide both.")]
    public void Every_error_names_what_is_wrong(string text, string message) =>
        Assert.Equal(message, Assert.Throws<TrainingException>(() => NetworkText.Read(CallText.Parse(text))).Problem.Message);

    private static double Loss(Network network, double[] theta) => new Assay.Training.Passes.Engine<Assay.Training.Passes.Real, double>(network, 3)
        .Look(theta, Passes.Bench.Batch<Assay.Training.Passes.Real, double>(network, 3, 1)).Loss;
}
