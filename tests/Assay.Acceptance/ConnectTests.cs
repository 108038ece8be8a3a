using System.Text.Json;
using System.Xml.Linq;
using Assay.TestSupport;
using Assay.Training;
using Assay.Training.Data;
using Assay.Training.Networks;
using Assay.Training.Optimizers;
using Assay.Training.Parameters;

namespace Assay.Acceptance;

/// <summary><c>assay connect</c>, as users run it.</summary>
public sealed class ConnectTests : IDisposable
{
    private const string Samples = "digits(split: standard), samples: 600";

    private static readonly Lazy<IReadOnlyList<TrainedNetwork>> Trained = new(() =>
        Population.Train(Network.Mlp(ActivationKind.Relu, 64, 64, 64, 10), Digits.Standard, OptimizerRecipe.Parse("sgd(lr: 0.1, momentum: 0.9, batch: 32, schedule: cosine)"), seeds: 6, steps: 400));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Two_networks_are_joined_once_permuted_and_merge()
    {
        var (a, b) = (Own(0), Own(1));
        var (svg, merged) = (In("barrier.svg"), In("merged.safetensors"));

        var (code, output) = RealTool.Run("connect", a, b, "--data", Samples, "--bezier", "--bezier-steps", "200", "--svg", svg, "--out", merged);

        Assert.Equal(0, code);
        Assert.Matches("^(✓ joined by a straight line once units are permuted|! joined by a curve)", output);
        Assert.Contains("of 128 moved", output, StringComparison.Ordinal);
        Assert.Contains($"wrote  {svg}\nwrote  {merged}\n", output, StringComparison.Ordinal);
        Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 80 || line.StartsWith("wrote", StringComparison.Ordinal), line));
        Assert.Equal("svg", XDocument.Load(svg).Root!.Name.LocalName);
        Assert.Contains("stroke-dasharray", File.ReadAllText(svg), StringComparison.Ordinal);
        Assert.InRange(TrainedNetwork.Load(merged).Measure(Digits.Standard.Test).Accuracy, 0.85, 1);
    }

    [Fact]
    public void A_network_and_itself_in_another_order_have_no_barrier_once_permuted()
    {
        // PyTorch's names: units of the only hidden layer from the last to the first.
        var theta = Population.Train(Network.Mlp(ActivationKind.Relu, 64, 24, 10), Digits.Standard, OptimizerRecipe.Parse("sgd(lr: 0.2, batch: 32)"), 1, 300)[0].Parameters.ToArray();
        double[] rows = [.. theta[..(24 * 64)].Chunk(64).Reverse().SelectMany(row => row)];
        double[] columns = [.. theta[(25 * 64 - 64 + 24)..(24 * 65 + 240)].Chunk(24).SelectMany(row => row.Reverse())];
        var (a, b) = (Torch("a", theta[..(24 * 64)], theta[(24 * 64)..(24 * 65)], theta[(24 * 65)..(24 * 65 + 240)], theta[^10..]), Torch("b", rows, [.. theta[(24 * 64)..(24 * 65)].Reverse()], columns, theta[^10..]));

        var (code, output) = RealTool.Run("connect", a, b, "--data", Samples, "--json");

        using var json = JsonDocument.Parse(output);
        var root = json.RootElement;
        Assert.Equal(0, code);
        Assert.Equal("assay-connect-report/1", root.GetProperty("schema").GetString());
        Assert.Equal("layers(64, dense(24), relu, dense(10))", root.GetProperty("network").GetString());
        Assert.True(root.GetProperty("isActivationSupposed").GetBoolean());
        var (plain, permuted) = (root.GetProperty("ways")[0].GetProperty("lossBarrier").GetProperty("mean").GetDouble(), root.GetProperty("ways")[1].GetProperty("lossBarrier").GetProperty("mean").GetDouble());
        Assert.True(plain > 0.01, $"{plain}");
        Assert.InRange(permuted, 0, 1e-5);
        Assert.Equal(24, root.GetProperty("pairs")[0].GetProperty("moved").GetInt32());
        Assert.Equal(0, root.GetProperty("pairs")[0].GetProperty("distancePermuted").GetDouble());
    }

    [Fact]
    public void Many_networks_have_intervals_that_do_not_depend_on_threads()
    {
        string[] files = [.. Enumerable.Range(0, 6).Select(Own)];

        var (code, output) = RealTool.Run(["connect", .. files, "--data", Samples, "--points", "5", "--threads", "1"]);
        var (_, again) = RealTool.Run(["connect", .. files, "--data", Samples, "--points", "5", "--threads", "3"]);

        Assert.Equal(0, code);
        Assert.Equal(output, again);
        Assert.Contains("all 15 pairs on average", output, StringComparison.Ordinal);
        Assert.Matches(@"as they are  0\.\d+ \[0\.\d+, 0\.\d+\]", output);
        Assert.Contains("a bootstrap of networks", output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_array_goes_with_its_network()
    {
        var (a, b, merged) = (In("a.npy"), In("b.npy"), In("merged.npy"));
        Trained.Value[0].Save(a);
        Trained.Value[1].Save(b);
        Assert.Equal(0, RealTool.Run("connect", a, b, "--data", Samples, "--network", "mlp(64, 64, 64, 10)", "--matched-by", "activations", "--out", merged).Code);
        Assert.InRange(TrainedNetwork.Load(merged, Trained.Value[0].Network).Measure(Digits.Standard.Test).Accuracy, 0.85, 1);
    }

    [Theory]
    [InlineData("--data", "nothing", "There is no dataset 'nothing'")]
    [InlineData("--data", "teacher(inputs: 5, width: 3, classes: 10)", "The network takes 64 numbers, and a sample has 5.")]
    [InlineData("--network", "mlp(64, 63, 64, 10)", "The tensor '1.weight' is 64x64, and the network's is 63x64.")]
    [InlineData("--out", "merged.txt", "'merged.txt' ends with neither .safetensors nor .npy.")]
    [InlineData("--svg", "nowhere/x.svg", "There is no folder '")]
    [InlineData("--points", "2", "--points: a whole number from 3 to 1001 is needed.")]
    [InlineData("--matched-by", "luck", "luck")]
    public void What_cannot_be_done_is_said(string option, string value, string message)
    {
        var (a, b) = (Own(0), Own(1));
        var (code, output) = RealTool.Run(["connect", a, b, option, value, .. option == "--data" ? Array.Empty<string>() : ["--data", Samples]]);
        Assert.Equal(3, code);
        Assert.Contains(message, Unwrapped(output), StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_files_and_networks_that_do_not_fit_are_said()
    {
        var good = Own(0);
        var other = In("other.safetensors");
        new TrainedNetwork(Network.Mlp(ActivationKind.Relu, 64, 16, 10), new double[(65 * 16) + 170]).Save(other);
        var broken = Trained.Value[1].Parameters.ToArray();
        broken[7] = double.NaN;
        var notFinite = In("nan.safetensors");
        new TrainedNetwork(Trained.Value[1].Network, broken).Save(notFinite);
        broken[7] = 1e30;
        var huge = In("huge.safetensors");
        new TrainedNetwork(Trained.Value[1].Network, broken).Save(huge);
        var text = _folder.Write("text.safetensors", "these are no numbers, but a text\n");
        var cut = In("cut.safetensors");
        File.WriteAllBytes(cut, File.ReadAllBytes(good)[..^100]);
        foreach (var (file, message) in new[]
        {
            (other, "It is another network than"),
            (notFinite, "Number 7 of 1.weight is NaN."),
            (huge, "A number of 1.weight is beyond 1e18."),
            (text, "It may be no file of safetensors."),
            (cut, "It was cut short; copy it again."),
            (In("missing.safetensors"), "There is no such file or folder."),
        })
        {
            var (code, output) = RealTool.Run("connect", good, file, "--data", Samples);
            Assert.Equal(3, code);
            Assert.Contains(message, Unwrapped(output), StringComparison.Ordinal);
        }

        Assert.Equal(3, RealTool.Run("connect", good, "--data", Samples).Code);
        Assert.Contains("--data", RealTool.Run("connect", good, good).Output, StringComparison.Ordinal);
    }

    // Layers whose units are all 0, or all the same, have no best order; any will do.
    [Fact]
    public void Dead_networks_are_reported_like_others()
    {
        var (zero, network) = (In("zero.safetensors"), Trained.Value[0].Network);
        new TrainedNetwork(network, new double[network.ParameterCount]).Save(zero);
        var (code, output) = RealTool.Run("connect", zero, Own(0), "--data", Samples);
        Assert.Equal(0, code);
        Assert.DoesNotContain("NaN", output, StringComparison.Ordinal);
        Assert.StartsWith("! nothing to join: an end does hardly better than guessing", output, StringComparison.Ordinal);
        Assert.Contains("zero.safetensors has an accuracy of", Unwrapped(output), StringComparison.Ordinal);
        Assert.Contains("0.safetensors and 0.safetensors hold the same parameters.", Unwrapped(RealTool.Run("connect", Own(0), Own(0), "--data", Samples).Output), StringComparison.Ordinal);
        Assert.Equal(0, RealTool.Run("connect", zero, zero, "--data", Samples, "--matched-by", "activations").Code);
    }

    private string In(string name) => _folder.At(name);

    private string Own(int seed)
    {
        var path = In($"{seed}.safetensors");
        Trained.Value[seed].Save(path);
        return path;
    }

    private string Torch(string name, double[] weights, double[] biases, double[] outer, double[] last)
    {
        var path = In(name + ".safetensors");
        Safetensors.Write(path, new TensorFile(
            [new("0.bias", TensorType.F32, [24], biases), new("0.weight", TensorType.F32, [24, 64], weights), new("2.bias", TensorType.F32, [10], last), new("2.weight", TensorType.F32, [10, 24], outer)],
            new Dictionary<string, string> { ["format"] = "pt" }));
        return path;
    }

    private static string Unwrapped(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
