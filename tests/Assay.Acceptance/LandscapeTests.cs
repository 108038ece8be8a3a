using System.Text.Json;
using System.Xml.Linq;
using Assay.TestSupport;
using Assay.Training.Parameters;

namespace Assay.Acceptance;

/// <summary><c>assay landscape</c>, as users run it.</summary>
public sealed class LandscapeTests : IDisposable
{
    private const string Claim = """
        ```claim quick
        domain:      training
        data:        digits, samples: 200
        network:     mlp(64, 6, 10)
        arm:         a = sgd(lr: 0.2, batch: 32)
        arm:         wild = sgd(lr: 1e30, batch: 32)
        budget-axis: 30 steps
        budget:      30 seeds
        claim:       share(a.trainAccuracy > 0.2) >= 0.5
        ```
        """;

    private static readonly string[] Small = ["--planes", "4", "--points", "5", "--products", "30"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_claim_is_looked_at_in_text_as_a_drawing_and_as_a_page()
    {
        var file = _folder.Write("quick.md", Claim);

        var (code, output) = RealTool.Run(["landscape", file, "--svg", _folder.At("l.svg"), "--html", _folder.At("l.html"), .. Small]);

        Assert.Equal(0, code);
        Assert.StartsWith("Proved: no local minimum.", output, StringComparison.Ordinal);
        Assert.Contains("(95 %; Hutch++, 60 products)", output, StringComparison.Ordinal);
        Assert.Equal("svg", XDocument.Load(_folder.At("l.svg")).Root!.Name.LocalName);
        Assert.Contains("the way of training", File.ReadAllText(_folder.At("l.svg")), StringComparison.Ordinal);
        var page = File.ReadAllText(_folder.At("l.html"));
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("after 30 steps", page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_holds_the_direction_and_all_eigenvalues()
    {
        var (code, output) = RealTool.Run(["landscape", _folder.Write("quick.md", Claim), "--json", .. Small]);

        Assert.Equal(0, code);
        var root = JsonDocument.Parse(output).RootElement;
        Assert.Equal(460, root.GetProperty("eigenvalues").GetArrayLength());
        Assert.InRange(root.GetProperty("eigenvalueBound").GetDouble(), 0, 1e-9);
        Assert.Equal("assay-landscape-report/1", root.GetProperty("schema").GetString());
        Assert.Equal(460, root.GetProperty("escape").GetProperty("direction").GetArrayLength());
        Assert.True(root.GetProperty("escape").GetProperty("isProved").GetBoolean());
    }

    [Fact]
    public void Over_seeds_the_spread_of_the_trace_is_split()
    {
        var file = _folder.Write("quick.md", Claim);

        var (code, output) = RealTool.Run(["landscape", file, "--seeds", "5", "--json", .. Small]);

        Assert.Equal(0, code);
        var split = JsonDocument.Parse(output).RootElement.GetProperty("traceOverSeeds");
        Assert.All(new[] { "mean", "probes" }, name => Assert.InRange(split.GetProperty(name).GetDouble(), 1e-6, 1e6));
        Assert.All(new[] { "seeds", "batches" }, name => Assert.InRange(split.GetProperty(name).GetDouble(), 0, 1e6));
        Assert.Matches(@"is\s+between\s+seeds", RealTool.Run(["landscape", file, "--seeds", "3", .. Small]).Output);
    }

    [Fact]
    public void Stored_parameters_want_their_network_and_numbers()
    {
        var file = _folder.At("theta.npy");
        File.WriteAllBytes(file, Npy(460, 0.1));
        var (unnamed, first) = RealTool.Run(["landscape", file, "--data", "digits", .. Small]);
        Assert.Equal(3, unnamed);
        Assert.Contains("does not say of which network", first, StringComparison.Ordinal);

        var (lost, without) = RealTool.Run(["landscape", file, "--network", "mlp(64, 6, 10)", .. Small]);
        Assert.Equal(3, lost);
        Assert.Contains("do not say on which samples", without, StringComparison.Ordinal);

        File.WriteAllBytes(file, Npy(460, double.NaN));
        var (broken, second) = RealTool.Run(["landscape", file, "--network", "mlp(64, 6, 10)", "--data", "digits", .. Small]);
        Assert.Equal(3, broken);
        Assert.Contains("1.weight", second, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_names_of_PyTorch_says_its_network_or_is_told()
    {
        var file = _folder.At("net (1), a.safetensors");
        Safetensors.Write(file, new TensorFile([Filled("fc1.weight", 6, 64), Filled("fc1.bias", 6), Filled("fc2.weight", 10, 6), Filled("fc2.bias", 10)], new Dictionary<string, string>()));

        var (code, output) = RealTool.Run(["landscape", file, "--data", "digits", .. Small]);
        Assert.InRange(code, 0, 2);
        Assert.Matches(@"layers\(64,\s+dense\(6\),\s+relu,\s+dense\(10\)\)\s+\(ReLU\s+is\s+supposed\s+between\s+layers", output);

        var (told, second) = RealTool.Run(["landscape", file, "--network", "mlp(64, 6, 10, activation: tanh)", "--data", "digits", .. Small]);
        Assert.InRange(told, 0, 2);
        Assert.DoesNotContain("supposed", second, StringComparison.Ordinal);

        var (unfit, third) = RealTool.Run(["landscape", file, "--network", "mlp(64, 7, 10)", "--data", "digits", .. Small]);
        Assert.Equal(3, unfit);
        Assert.Contains("The tensor 'fc1.weight' is 6x64, and 1.weight of the network is 7x64.", third, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("net.pt", "--json", "Stored parameters are read from .safetensors and .npy only.")]
    [InlineData("quick.md", "--svg=nowhere/l.svg", "There is no folder")]
    [InlineData("quick.md", "--html=nowhere/l.html", "There is no folder")]
    public void What_cannot_be_read_or_written_is_said_at_once(string name, string option, string message)
    {
        var (code, output) = RealTool.Run(["landscape", _folder.Write(name, Claim), option, .. Small]);

        Assert.Equal(3, code);
        Assert.Contains(message, output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_diverged_has_no_landscape()
    {
        var (code, output) = RealTool.Run(["landscape", _folder.Write("quick.md", Claim), "--arm", "wild", .. Small]);

        Assert.Equal(3, code);
        Assert.Contains("diverged with seed 1", output, StringComparison.Ordinal);
    }

    private static Tensor Filled(string name, params int[] sizes)
    {
        var values = new double[sizes.Aggregate(1, (product, size) => product * size)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ((i * 37 % 101) - 50) / 200.0;
        }

        return new Tensor(name, TensorType.F32, sizes, values);
    }

    private static byte[] Npy(int count, double value)
    {
        var header = $"{{'descr': '<f8', 'fortran_order': False, 'shape': ({count},), }}".PadRight(117) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. System.Text.Encoding.ASCII.GetBytes(header), .. Enumerable.Repeat(BitConverter.GetBytes(value), count).SelectMany(bytes => bytes)];
    }
}
