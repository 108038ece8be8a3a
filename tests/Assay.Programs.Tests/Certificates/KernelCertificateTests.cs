using System.Text;
using Assay.Programs.Certificates;
using Assay.Programs.Certificates.Kernels;
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
    [InlineData("\"cmovg\"", "null", "''")]
    [InlineData("\"cmovg\"", "\"cmovg\", \"cmp\"", "twice")]
    [InlineData("\"length\": 10", "\"length\": 10, \"length\": 9", "JSON")]
    [InlineData("\"values\": 3", "\"values\": 6", "1 to 5 values")]
    [InlineData("\"layers\": [", "\"layers\": [-1, ", "negative")]
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
    public void Two_runs_do_not_share_a_folder()
    {
        var model = new SearchModel(new SortingProblem(3, 1, InstructionSet.Cmov), CancellationToken.None);
        var request = new KernelRequest(3) { Length = 9, Folder = _folder };
        using (new LayerStore(Path.Combine(_folder, "sort3-cmov-spare1-length09"), model, 9).Enter())
        {
            var exception = Assert.Throws<InvalidDataException>(() => SortingKernels.Find(request, new Progress<Running.ProgressReport>(), CancellationToken.None));
            Assert.Contains("another run", exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal(9, SortingKernels.Find(request, new Progress<Running.ProgressReport>(), CancellationToken.None).Excluded);
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

    [Theory]
    [InlineData("programs-08.gz", true)]
    [InlineData("programs-08.gz", false)]
    [InlineData("layer-08.gz", false)]
    public void A_damaged_file_is_not_resumed_to_a_wrong_count(string file, bool isWellFormed)
    {
        var request = new KernelRequest(3) { Folder = _folder, Counts = true };
        Assert.Equal(5600UL, SortingKernels.Find(request, new Progress<Running.ProgressReport>(), CancellationToken.None).Count);
        var folder = Directory.GetDirectories(_folder, "*length11").Single();
        var search = Path.Combine(folder, "search.json");
        var json = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(search))!;
        while (json["layers"]!.AsArray().Count > 9)
        {
            json["layers"]!.AsArray().RemoveAt(9);
        }

        File.WriteAllText(search, json.ToJsonString());
        var path = Path.Combine(folder, file);
        if (isWellFormed)
        {
            WriteBytes(path, Content(path)[..320]);
        }
        else
        {
            File.WriteAllBytes(path, File.ReadAllBytes(path)[..^20]);
        }

        var exception = Assert.Throws<InvalidDataException>(() => SortingKernels.Find(request with { Resumes = true }, new Progress<Running.ProgressReport>(), CancellationToken.None));
        Assert.Contains(file, exception.Message, StringComparison.Ordinal);
    }

    // Without cmovg the flags less and greater cannot be exchanged, so that states which only differ in that are not one.
    [Theory]
    [InlineData(2, "cmp", "cmovge")]
    [InlineData(1, "cmp", "cmovge")]
    [InlineData(2, "cmp", "mov", "cmovl")]
    [InlineData(3, "cmp", "mov", "cmovge", "cmove")]
    [InlineData(1, "cmp", "mov", "cmovl", "cmovg")]
    [InlineData(1, "cmp", "mov", "cmovle", "cmovge")]
    [InlineData(2, "cmp", "mov", "cmovl", "cmovg", "cmovle", "cmovge", "cmove", "cmovne")]
    public void Renamings_take_kernels_to_kernels_whatever_the_instructions(int spares, params string[] instructions)
    {
        var claim = new KernelCertificate
        {
            Format = KernelCertificate.CurrentFormat,
            Values = 2,
            Spares = spares,
            SpareStart = "undefined",
            Instructions = instructions,
            Length = 4,
            Layers = [],
        };
        var problem = new CheckedKernels(claim, [], CancellationToken.None);
        var flags = instructions.Contains("cmovg") || instructions.Contains("cmovge") == instructions.Contains("cmovle") && instructions.Contains("cmovge") ? 2 : 1;
        Assert.Equal(2 * (spares == 3 ? 6 : spares) * 2 * flags, problem.Images.Count);
        for (var instruction = 0; instruction < problem.Instructions; instruction++)
        {
            foreach (var image in problem.Images)
            {
                Assert.Contains(Enumerable.Range(0, problem.Instructions), other => Enumerable.Range(0, image.Length).All(member =>
                    After(problem, image[member], other) == (After(problem, member, instruction) is >= 0 and var next ? image[next] : -1)));
            }
        }

        static int After(CheckedKernels problem, int member, int instruction) =>
            problem.CreateSteps().After([member], instruction) is { IsEmpty: false } next ? next[0] : -1;
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
        var states = ReadStates(layer);
        WriteStates(layer, [.. states, [200, .. Enumerable.Range(0, 200).SelectMany(member => new[] { (byte)member, (byte)0 })]]);
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
        var states = ReadStates(layer);
        WriteStates(layer, [.. states, .. states, .. ReadStates(Path.Combine(folder, "layer-02.gz"))]);
        SetCount(folder, 6, ReadStates(layer).Count);
        Assert.Equal(CertificateWorth.Claim, Verify(folder).Worth);
    }

    [Fact]
    public void A_state_is_not_taken_from_a_later_layer()
    {
        var folder = Make(new KernelRequest(3) { Length = 10 });
        string[] layers = [.. new[] { 3, 4 }.Select(layer => Path.Combine(folder, $"layer-0{layer}.gz"))];
        List<byte[]>[] states = [ReadStates(layers[0]), ReadStates(layers[1])];
        WriteStates(layers[0], [.. states[0].SkipLast(1)]);
        WriteStates(layers[1], [.. states[1], states[0][^1]]);
        SetCount(folder, 3, states[0].Count - 1);
        SetCount(folder, 4, states[1].Count + 1);
        Assert.Equal(CertificateWorth.Rejected, Verify(folder).Worth);
    }

    // A bound that is too great would exclude kernels, and let false proofs pass.
    [Theory]
    [InlineData(2, 1, "cmov")]
    [InlineData(2, 2, "wide-cmov")]
    [InlineData(3, 1, "cmov")]
    [InlineData(2, 2, "minmax")]
    [InlineData(3, 1, "minmax")]
    [InlineData(4, 1, "minmax")]
    public void The_bounds_of_the_checker_exclude_no_kernel(int values, int spares, string set)
    {
        var report = SortingKernels.Find(
            new KernelRequest(values) { Spares = spares, Instructions = set, Counts = true, Listed = 6000 }, new Progress<Running.ProgressReport>(), CancellationToken.None);
        var claim = new KernelCertificate
        {
            Format = KernelCertificate.CurrentFormat,
            Values = values,
            Spares = spares,
            SpareStart = "undefined",
            Instructions = SortingKernels.InstructionSets[set],
            Length = 100,
            Layers = [],
        };
        ICheckedProblem problem = set == "minmax" ? new CheckedMinMax(claim) : new CheckedKernels(claim, [], CancellationToken.None);
        var steps = problem.CreateSteps();
        Assert.NotEmpty(report.Kernels);
        foreach (var kernel in report.Kernels)
        {
            var defined = Enumerable.Range(0, values).ToList();
            var state = problem.Start;
            Assert.True(steps.MayDo(state, kernel.Lines.Count));
            for (var done = 1; done <= kernel.Lines.Count; done++)
            {
                var words = kernel.Lines[done - 1].Split(' ');
                var (target, source) = (Register(words[1]), Register(words[2]));
                if (set == "minmax")
                {
                    // Here a state has only the registers that hold something.
                    if (!defined.Contains(target))
                    {
                        defined.Add(target);
                    }

                    (target, source) = (defined.IndexOf(target), defined.IndexOf(source));
                }

                var all = SortingKernels.InstructionSets[set].ToList();
                var registers = values + spares;
                var number = set == "minmax" ? (((all.IndexOf(words[0]) * registers) + target) * registers) + source
                    : (((all.IndexOf(words[0]) * registers) + target) * (registers - 1)) + source - (source > target ? 1 : 0);
                state = steps.After(state, number).ToArray();
                Assert.True(steps.MayDo(state, kernel.Lines.Count - done), $"{string.Join("; ", kernel.Lines)} after {done}");
            }

            Assert.True(problem.IsReached(state));
        }

        int Register(string name) => name[1] - '1' + (name[0] == 's' ? values : 0);
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

    private static byte[] Content(string file)
    {
        using var stream = new System.IO.Compression.GZipStream(File.OpenRead(file), System.IO.Compression.CompressionMode.Decompress);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static List<byte[]> ReadStates(string file)
    {
        var bytes = Content(file);
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
