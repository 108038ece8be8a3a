using System.Text;
using Assay.Programs.Certificates;
using Assay.Programs.Certificates.Kernels;
using Assay.Programs.Synthesis;

namespace Assay.Programs.Tests.Certificates;

/// <summary>The checker of layers takes what a search without result leaves, and nothing less.</summary>
public sealed class KernelCertificateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-kernels").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(2, 1, "cmov", 3)]
    [InlineData(3, 1, "cmov", 10)]
    [InlineData(3, 1, "wide-cmov", 10)]
    [InlineData(3, 2, "cmov", 10)]
    [InlineData(2, 1, "minmax", 2)]
    [InlineData(3, 1, "minmax", 7)]
    [InlineData(4, 1, "minmax", 14)]
    public void A_search_without_result_leaves_a_proof(int values, int spares, string set, int length)
    {
        var answer = Verify(Make(new KernelRequest(values) { Spares = spares, Instructions = set, Length = length }));
        Assert.Equal(CertificateWorth.Claim, answer.Worth);
        Assert.Equal($"No kernel of up to {length} instructions sorts {values} values.", answer.Statement);
    }

    [Theory]
    [InlineData("cmov", 10)]
    [InlineData("minmax", 7)]
    public void A_proof_without_one_of_its_states_is_rejected(string set, int length)
    {
        var folder = Make(new KernelRequest(3) { Instructions = set, Length = length });
        var layers = Directory.GetFiles(folder, "layer-*.gz").Order(StringComparer.Ordinal).ToList();
        var rejected = 0;
        for (var layer = 0; layer < layers.Count; layer++)
        {
            var states = LayerBytes.ReadStates(layers[layer]);
            for (var dropped = 0; dropped < states.Count; dropped++)
            {
                LayerBytes.WriteStates(layers[layer], [.. states.Where((_, i) => i != dropped)]);
                SetCount(folder, layer, states.Count - 1);
                Assert.Equal(CertificateWorth.Rejected, Verify(folder).Worth);
                rejected++;
            }

            LayerBytes.WriteStates(layers[layer], states);
            SetCount(folder, layer, states.Count);
        }

        Assert.True(rejected >= 10);
        Assert.Equal(CertificateWorth.Claim, Verify(folder).Worth);
    }

    [Fact]
    public void A_proof_for_one_length_is_none_for_the_next()
    {
        var folder = Make(new KernelRequest(3) { Length = 10 });
        Replace(folder, "\"length\": 10", "\"length\": 11");
        Assert.Equal(CertificateWorth.Rejected, Verify(folder).Worth);
    }

    [Fact]
    public void A_proof_for_one_spare_register_is_none_for_two()
    {
        var folder = Make(new KernelRequest(3) { Length = 10 });
        Replace(folder, "\"spares\": 1", "\"spares\": 2");
        Assert.Equal(CertificateWorth.Rejected, Verify(folder).Worth);
    }

    [Fact]
    public void Layers_of_a_search_that_found_kernels_are_no_proof()
    {
        var request = new KernelRequest(3) { Length = 11, Folder = _folder };
        SortingKernels.Find(request, new Progress<Running.ProgressReport>(), CancellationToken.None);
        var folder = Directory.GetDirectories(_folder).Single();
        Assert.False(File.Exists(Path.Combine(folder, "certificate.json")));
        File.Copy(Path.Combine(folder, "search.json"), Path.Combine(folder, "certificate.json"));
        var answer = Verify(folder);
        Assert.Equal(CertificateWorth.Rejected, answer.Worth);
        Assert.Contains("a state in it is an end", answer.Text, StringComparison.Ordinal);

        // Without the ends, the last instruction is missed.
        SetCount(folder, 11, 0);
        answer = Verify(folder);
        Assert.Equal(CertificateWorth.Rejected, answer.Worth);
        Assert.Contains("of one in layer-10.gz", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("layer-04.gz", "cut short")]
    [InlineData("members.txt", "members.txt")]
    public void A_file_that_was_cut_is_named(string file, string expected)
    {
        var folder = Make(new KernelRequest(3) { Length = 10 });
        var path = Path.Combine(folder, file);
        if (file.EndsWith(".gz", StringComparison.Ordinal))
        {
            var states = LayerBytes.ReadStates(path);
            LayerBytes.WriteBytes(path, [.. LayerBytes.Join(states).SkipLast(1)]);
        }
        else
        {
            File.WriteAllLines(path, File.ReadLines(path).SkipLast(40));
        }

        var answer = Verify(folder);
        Assert.Equal(CertificateWorth.Rejected, answer.Worth);
        Assert.Contains(expected, answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"values\": 3", "\"values\": 9", "1 to 6 values")]
    [InlineData("\"cmovl\"", "\"cmovq\"", "cmovq")]
    [InlineData("\"undefined\"", "\"zero\"", "least")]
    [InlineData("\"format\": \"assay-kernels/1\"", "\"format\": \"assay-kernels/2\"", "the format is 'assay-kernels/2'")]
    [InlineData("\"cmovg\"", "null", "''")]
    [InlineData("\"cmovg\"", "\"cmovg\", \"cmp\"", "twice")]
    [InlineData("\"length\": 10", "\"length\": 10, \"length\": 9", "JSON")]
    [InlineData("\"values\": 3", "\"values\": 6", "up to 5 values")]
    [InlineData("\"layers\": [", "\"layers\": [-1, ", "negative")]
    [InlineData("\"assay-kernels/1\"", "\"\\ud800\"", "JSON")]
    [InlineData("\"length\": 10", "\"length\": 10, \"Length\": 3", "JSON")]
    [InlineData("\"cmovl\"", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"", "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…'")]
    public void What_the_checker_does_not_know_is_named(string old, string wrong, string expected)
    {
        var folder = Make(new KernelRequest(3) { Length = 10 });
        Replace(folder, old, wrong);
        var answer = Verify(folder);
        Assert.Equal(CertificateWorth.Rejected, answer.Worth);
        Assert.Contains(expected, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_proof_for_undefined_spare_registers_is_none_for_minima_with_a_least_one()
    {
        var folder = Make(new KernelRequest(3) { Instructions = "minmax", Length = 7 });
        Replace(folder, "\"undefined\"", "\"least\"");
        Assert.Equal(CertificateWorth.Rejected, Verify(folder).Worth);
    }

    [Fact]
    public void A_state_with_more_members_than_inputs_is_rejected()
    {
        var folder = Make(new KernelRequest(3) { Length = 10 });
        var layer = Path.Combine(folder, "layer-05.gz");
        var states = LayerBytes.ReadStates(layer);
        LayerBytes.WriteStates(layer, [.. states, [200, .. Enumerable.Range(0, 200).SelectMany(member => new[] { (byte)member, (byte)0 })]]);
        SetCount(folder, 5, states.Count + 1);
        var answer = Verify(folder);
        Assert.Equal(CertificateWorth.Rejected, answer.Worth);
        Assert.Contains("200 members", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void States_that_are_listed_twice_do_no_harm()
    {
        var folder = Make(new KernelRequest(3) { Length = 10 });
        var layer = Path.Combine(folder, "layer-06.gz");
        var states = LayerBytes.ReadStates(layer);
        LayerBytes.WriteStates(layer, [.. states, .. states, .. LayerBytes.ReadStates(Path.Combine(folder, "layer-02.gz"))]);
        SetCount(folder, 6, LayerBytes.ReadStates(layer).Count);
        Assert.Equal(CertificateWorth.Claim, Verify(folder).Worth);
    }

    [Fact]
    public void A_state_is_not_taken_from_a_later_layer()
    {
        var folder = Make(new KernelRequest(3) { Length = 10 });
        string[] layers = [.. new[] { 3, 4 }.Select(layer => Path.Combine(folder, $"layer-0{layer}.gz"))];
        List<byte[]>[] states = [LayerBytes.ReadStates(layers[0]), LayerBytes.ReadStates(layers[1])];
        LayerBytes.WriteStates(layers[0], [.. states[0].SkipLast(1)]);
        LayerBytes.WriteStates(layers[1], [.. states[1], states[0][^1]]);
        SetCount(folder, 3, states[0].Count - 1);
        SetCount(folder, 4, states[1].Count + 1);
        Assert.Equal(CertificateWorth.Rejected, Verify(folder).Worth);
    }

    private static CertificateAnswer Verify(string folder) => new ProgramsDomain(new ProgramsOptions()).Verify(folder, null, new Progress<Running.ProgressReport>(), CancellationToken.None);

    private string Make(KernelRequest request)
    {
        var report = SortingKernels.Find(request with { Folder = _folder }, new Progress<Running.ProgressReport>(), CancellationToken.None);
        Assert.Equal(request.Length, report.Excluded);
        return Directory.GetDirectories(_folder).Single();
    }

    private static void Replace(string folder, string old, string wrong)
    {
        var file = Path.Combine(folder, "certificate.json");
        var text = File.ReadAllText(file);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(old, wrong, StringComparison.Ordinal));
    }

    private static void SetCount(string folder, int layer, int count)
    {
        var file = Path.Combine(folder, "certificate.json");
        var json = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(file))!;
        json["layers"]![layer] = count;
        File.WriteAllText(file, json.ToJsonString(), Encoding.UTF8);
    }
}
