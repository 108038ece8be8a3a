using Assay.Training.Networks;

namespace Assay.Training.Tests.Networks;

public sealed class ImageLayerTests
{
    public static TheoryData<Shape, Layer, string> Wrong => new()
    {
        { Shape.Features(64), new Convolution(8), "Layer 1, convolution(8, 3): It takes an image, channels x height x width, and is given 64." },
        { Shape.Image(1, 8, 8), new Convolution(8, 2), "Layer 1, convolution(8, 2): Its kernel has an odd number of rows and columns, not 2." },
        { Shape.Sequence(4, 8), new Pool(PoolKind.Mean, 2), "Layer 1, averagepool(2): It takes an image, channels x height x width, and is given 4x8." },
        {
            Shape.Image(1, 8, 9), new Pool(PoolKind.Greatest, 2),
            "Layer 1, maxpool(2): Squares of 2x2 pixels do not fill an image of 8x9; the size has to divide both."
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_layer_that_does_not_fit_its_input_says_what_it_wants(Shape input, Layer layer, string expected) =>
        Assert.Equal(expected, Assert.Throws<NetworkException>(() => new Network(input, [layer])).Message);

    [Fact]
    public void Image_layers_make_the_shapes_that_their_names_say()
    {
        var network = new Network(Shape.Image(1, 8, 8), [new Convolution(8), new Pool(PoolKind.Greatest, 2), new Convolution(16, 5), new Flatten(), new Dense(10)]);

        Assert.Equal(["8x8x8", "8x4x4", "16x4x4", "256", "10"], network.Stages.Select(stage => stage.Output.ToString()));
        Assert.Equal(["1.weight", "1.bias", "3.weight", "3.bias", "5.weight", "5.bias"], network.Parameters.Select(block => block.Name));
        Assert.Equal([16, 8, 5, 5], network.Parameters[2].Sizes);
        Assert.Equal(200, network.Parameters[2].FanIn);
    }
}
