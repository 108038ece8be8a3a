using Assay.Claims;
using Assay.TestSupport;
using Assay.Training.Networks;
using Assay.Training.Parameters;
using Assay.Training.Tests.Passes;

namespace Assay.Training.Tests.Parameters;

public sealed class ForeignParametersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Dense_layers_say_what_they_are_and_numbers_in_names_count()
    {
        var file = Write(("10.weight", [3, 7]), ("10.bias", [3]), ("2.weight", [7, 5]), ("0.weight", [5, 4]), ("0.bias", [5]));
        var foreign = new ForeignParameters(file);
        var network = foreign.Network(LossKind.CrossEntropy);
        Assert.Equal("layers(4, dense(5), relu, dense(7), relu, dense(3))", NetworkText.Write(network));
        Assert.True(foreign.IsGuessed);

        // Biases that are not there are 0, and come into the file once they are not.
        var theta = foreign.For(network);
        var tensors = Safetensors.Read(file);
        Assert.Equal([.. tensors.Find("0.weight")!.Values, .. tensors.Find("0.bias")!.Values, .. tensors.Find("2.weight")!.Values, .. new double[7], .. tensors.Find("10.weight")!.Values, .. tensors.Find("10.bias")!.Values], theta);
        Assert.Equal(5, Back(foreign, network, theta).Tensors.Count);
        theta[25 + 35] = 0.5;
        var written = Back(foreign, network, theta);
        Assert.Equal([0.5, 0, 0, 0, 0, 0, 0], written.Find("2.bias")!.Values);
        Assert.Equal(tensors.Find("10.weight")!.Values, written.Find("10.weight")!.Values);
        Assert.All(written.Tensors, tensor => Assert.Equal(TensorType.F32, tensor.Type));
    }

    // In the order of names batch normalisation comes first, and the last layer before the others.
    [Fact]
    public void Layers_take_what_has_their_shape()
    {
        var network = NetworkText.Read(CallText.Parse("layers(1x4x4, conv(3), batchnorm, relu, conv(3), batchnorm, relu, pool(2), flatten, dense(5))"));
        var file = Write(
            ("bn1.bias", [3]), ("bn1.running_mean", [3]), ("bn1.running_var", [3]), ("bn1.weight", [3]),
            ("bn2.bias", [3]), ("bn2.running_mean", [3]), ("bn2.running_var", [3]), ("bn2.weight", [3]),
            ("a.weight", [5, 12]), ("conv1.weight", [3, 1, 3, 3]), ("conv1.bias", [3]), ("conv2.weight", [3, 3, 3, 3]), ("conv2.bias", [3]));
        var theta = new ForeignParameters(file).For(network);
        var tensors = Safetensors.Read(file);
        foreach (var (block, name) in new[] { ("1.weight", "conv1.weight"), ("2.scale", "bn1.weight"), ("5.variance", "bn2.running_var"), ("5.bias", "bn2.bias"), ("9.weight", "a.weight") })
        {
            var place = network.Parameters.First(one => one.Name == block);
            Assert.Equal(tensors.Find(name)!.Values, theta[place.Start..(place.Start + place.Count)]);
        }
    }

    [Theory]
    [InlineData("0.weight 5x4; 1.weight 3x6", "", "'0.weight' makes 5 features, and '1.weight' takes 6: in the order of their names these layers are no network. Say which network it is with --network.")]
    [InlineData("0.weight 5x4; 0.extra 3", "", "The tensor '0.extra' is neither weight nor bias of a layer, nor a mean or variance.")]
    [InlineData("0.bias 5", "", "There is no tensor '0.weight', and there is '0.bias'.")]
    [InlineData("a.weight 8x1x3x3; b.weight 10x32", "", "The tensor 'a.weight' is that of a convolution, and shapes do not say how large images are, where pools stand and what is between. Say it, for example: --network \"layers(1x28x28, conv(8), relu, pool(2), flatten, dense(10))\"")]
    [InlineData("0.weight 5x4; 1.weight 5", "", "The tensor '1.weight' is that of no dense layer, and its shape does not say what it does.")]
    [InlineData("0.weight 5x4", "mlp(4, 5, 3)", "It has 1 layer with weights (0), and the network has 2.")]
    [InlineData("0.weight 5x4; 1.weight 3x5", "mlp(4, 6, 3)", "The tensor '0.weight' is 5x4, and 1.weight of the network is 6x4.")]
    [InlineData("0.weight 5x4; 0.bias 4", "layers(4, dense(5))", "The tensor '0.bias' is 4, and 1.bias of the network is 5.")]
    [InlineData("0.weight 5x4; 1.weight 5; 1.bias 5", "layers(4, dense(5), batchnorm)", "There is no '1.running_mean', which batch normalisation needs.")]
    [InlineData("0.weight 5x4; 0.mean 5", "layers(4, dense(5))", "The tensor '0.mean' is none of those that 1.weight of the network has beside it.")]
    public void What_does_not_fit_is_said(string tensors, string network, string message)
    {
        var file = Write([.. tensors.Split("; ").Select(text => text.Split(' ')).Select(parts => (parts[0], parts[1].Split('x').Select(int.Parse).ToArray()))]);
        var exception = Assert.Throws<TrainingException>(() =>
        {
            var foreign = new ForeignParameters(file);
            foreign.For(network.Length > 0 ? NetworkText.Read(CallText.Parse(network)) : foreign.Network(LossKind.CrossEntropy));
        });
        Assert.StartsWith(message, exception.Problem.Message + (exception.Problem.Advice is { } advice ? " " + advice : ""), StringComparison.Ordinal);
        Assert.Equal(file, exception.Problem.Place.File);
    }

    [Theory]
    [InlineData("2.weight", "10.weight", -1)]
    [InlineData("conv1.bias", "conv1.weight", -1)]
    [InlineData("a02", "a2", 0)]
    [InlineData("a", "a1", -1)]
    [InlineData("10", "9a", 1)]
    [InlineData("99999999999999999999999", "100000000000000000000000", -1)]
    public void Numbers_in_names_count(string first, string second, int order)
    {
        Assert.Equal(order, Math.Sign(NaturalOrder.Instance.Compare(first, second)));
        Assert.Equal(-order, Math.Sign(NaturalOrder.Instance.Compare(second, first)));
    }

    private TensorFile Back(ForeignParameters foreign, Network network, double[] theta)
    {
        var path = _folder.At("out.safetensors");
        foreign.Write(path, network, theta);
        return Safetensors.Read(path);
    }

    private string Write(params (string Name, int[] Sizes)[] tensors)
    {
        var path = _folder.At("in.safetensors");
        Safetensors.Write(path, new TensorFile(
            [.. tensors.Index().Select(pair => new Tensor(pair.Item.Name, TensorType.F32, pair.Item.Sizes, [.. Bench.Normal(pair.Item.Sizes.Aggregate(1, (product, size) => product * size), (ulong)pair.Index).Select(value => (double)(float)value)]))],
            new Dictionary<string, string> { ["format"] = "pt" }));
        return path;
    }
}
