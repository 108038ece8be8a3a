using System.Text;
using Assay.Programs.Certificates;
using Assay.Programs.Synthesis;
using Assay.Programs.Synthesis.Kernels;
using Assay.Programs.Synthesis.Layers;
using Assay.Programs.Synthesis.Sorting;

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
            var states = ReadStates(layers[layer]);
            for (var dropped = 0; dropped < states.Count; dropped++)
            {
                WriteStates(layers[layer], [.. states.Where((_, i) => i != dropped)]);
                SetCount(folder, layer, states.Count - 1);
                Assert.Equal(CertificateWorth.Rejected, Verify(folder).Worth);
                rejected++;
            }

            WriteStates(layers[layer], states);
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
            var states = ReadStates(path);
            WriteBytes(path, [.. Bytes(states).SkipLast(1)]);
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
    [InlineData("\"values\": 3", "\"values\": 9", "1 to 5 values")]
    [InlineData("\"cmovl\"", "\"cmovq\"", "cmovq")]
    [InlineData("\"undefined\"", "\"zero\"", "least")]
    [InlineData("\"format\": \"assay-kernels/1\"", "\"format\": \"assay-kernels/2\"", "the format is 'assay-kernels/2'")]
    public void What_the_checker_does_not_know_is_named(string old, string wrong, string expected)
    {
        var folder = Make(new KernelRequest(3) { Length = 10 });
        Replace(folder, old, wrong);
        var answer = Verify(folder);
        Assert.Equal(CertificateWorth.Rejected, answer.Worth);
        Assert.Contains(expected, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unfinished_search_goes_on_to_the_same_files()
    {
        var whole = Make(new KernelRequest(3) { Length = 10 });
        var other = Path.Combine(_folder, "other");
        var part = Path.Combine(other, Path.GetFileName(whole));
        var model = new SearchModel(new SortingProblem(3, 1, InstructionSet.Cmov), CancellationToken.None);
        var store = new LayerStore(part, model, 10);
        LayeredSearch? search = null;
        search = new LayeredSearch(model, 10)
        {
            LayerFinished = () =>
            {
                store.Save(search!);
                if (search!.Layers.Count == 5)
                {
                    throw new OperationCanceledException();
                }
            },
        };
        Assert.Throws<OperationCanceledException>(() => search.Run(new SearchLimits(1L << 30, _ => { }, CancellationToken.None)));
        Assert.True(File.Exists(Path.Combine(part, "layer-04.gz")));
        Assert.False(File.Exists(Path.Combine(part, "layer-05.gz")));

        var request = new KernelRequest(3) { Length = 10, Folder = other, Resumes = true };
        Assert.Equal(10, SortingKernels.Find(request, new Progress<Running.ProgressReport>(), CancellationToken.None).Excluded);
        Assert.Equal(Directory.GetFiles(whole).Select(Path.GetFileName).Order(StringComparer.Ordinal), Directory.GetFiles(part).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(whole), file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(part, Path.GetFileName(file)))));

        // Once it is a certificate, it is checked and not searched again.
        var again = SortingKernels.Find(request, new Progress<Running.ProgressReport>(), CancellationToken.None);
        Assert.Equal(TimeSpan.Zero, again.Levels.Single().Cost);
    }

    [Fact]
    public void A_folder_of_another_search_is_not_resumed()
    {
        var model = new SearchModel(new SortingProblem(3, 1, InstructionSet.WideCmov), CancellationToken.None);
        var search = new LayeredSearch(model, 9);
        search.Restore([]);
        new LayerStore(Path.Combine(_folder, "sort3-cmov-spare1-length09"), model, 9).Save(search);
        var exception = Assert.Throws<InvalidDataException>(() => SortingKernels.Find(
            new KernelRequest(3) { Length = 9, Folder = _folder, Resumes = true }, new Progress<Running.ProgressReport>(), CancellationToken.None));
        Assert.Contains("another search", exception.Message, StringComparison.Ordinal);
    }

    private static CertificateAnswer Verify(string folder) => new ProgramsDomain(new ProgramsOptions()).Verify(folder, null, CancellationToken.None);

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

    private static List<byte[]> ReadStates(string file)
    {
        using var stream = new System.IO.Compression.GZipStream(File.OpenRead(file), System.IO.Compression.CompressionMode.Decompress);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var bytes = memory.ToArray();
        List<byte[]> states = [];
        for (var at = 0; at < bytes.Length; at += 1 + (2 * bytes[at]))
        {
            states.Add(bytes[at..(at + 1 + (2 * bytes[at]))]);
        }

        return states;
    }

    private static byte[] Bytes(IEnumerable<byte[]> states) => [.. states.SelectMany(state => state)];

    private static void WriteStates(string file, List<byte[]> states) => WriteBytes(file, Bytes(states));

    private static void WriteBytes(string file, byte[] bytes)
    {
        using var stream = new System.IO.Compression.GZipStream(File.Create(file), System.IO.Compression.CompressionLevel.Fastest);
        stream.Write(bytes);
    }
}
