using System.Text.Json;
using Assay.Matrices.Sparse;
using Assay.TestSupport;

namespace Assay.Matrices.Tests.Sparse;

/// <summary>Sparse matrices of collections: the sparse way finds the rank that others found, as the dense way does.</summary>
public sealed class SparseReferenceTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "..", "shared", "corpora", "matrices");

    public static TheoryData<string> Files() => Directory.Exists(Folder) ? [.. Directory.GetFiles(Folder, "*.mtx").Select(file => Path.GetFileName(file)).Order()] : ["none"];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_rank_is_that_of_the_dense_way(string name)
    {
        Assert.SkipWhen(name == "none", "The reference matrices are not here.");
        var matrix = Matrix.Load(Path.Combine(Folder, name));
        Assert.SkipWhen(matrix.Sparse is null, "It is stored densely.");
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "expected.json")));
        var wanted = json.RootElement.EnumerateArray().Single(one => one.GetProperty("file").GetString() + ".mtx" == name).GetProperty("rank").GetInt32();
        var integers = SparseIntegers.Of(matrix, out _);
        Assert.Equal(wanted, SparseRank.Of(integers, SparseLimits.Default, CancellationToken.None).Rank);
        Assert.Equal(wanted, SparseRank.Of(integers, new SparseLimits(Density: 2), CancellationToken.None).Rank);
        Assert.Equal(wanted, SparseRank.Of(integers.Transpose(), SparseLimits.Default, CancellationToken.None).Rank);
    }
}
