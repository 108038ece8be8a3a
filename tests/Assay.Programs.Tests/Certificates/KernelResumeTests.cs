using Assay.Programs.Synthesis;
using Assay.Programs.Synthesis.Kernels;
using Assay.Programs.Synthesis.Layers;
using Assay.Programs.Synthesis.Sorting;

namespace Assay.Programs.Tests.Certificates;

/// <summary>A search goes on from its own files, and from no others.</summary>
public sealed class KernelResumeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-kernels").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

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
            LayerBytes.WriteBytes(path, LayerBytes.Content(path)[..320]);
        }
        else
        {
            File.WriteAllBytes(path, File.ReadAllBytes(path)[..^20]);
        }

        var exception = Assert.Throws<InvalidDataException>(() => SortingKernels.Find(request with { Resumes = true }, new Progress<Running.ProgressReport>(), CancellationToken.None));
        Assert.Contains(file, exception.Message, StringComparison.Ordinal);
    }

    private string Make(KernelRequest request)
    {
        var report = SortingKernels.Find(request with { Folder = _folder }, new Progress<Running.ProgressReport>(), CancellationToken.None);
        Assert.Equal(request.Length, report.Excluded);
        return Directory.GetDirectories(_folder).Single();
    }
}
