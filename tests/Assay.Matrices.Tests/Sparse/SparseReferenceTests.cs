using System.Globalization;
using Assay.Matrices.Exact;
using Assay.Matrices.Sparse;
using Assay.TestSupport;

namespace Assay.Matrices.Tests.Sparse;

/// <summary>Matrices of collections, by the sparse way and by the dense one.</summary>
public sealed class SparseReferenceTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "..", "shared", "corpora", "matrices");

    public static TheoryData<string> Files() => Directory.Exists(Folder) ? [.. Directory.GetFiles(Folder, "*.mtx").Select(file => Path.GetFileName(file)).Order()] : ["none"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Both_ways_find_the_same_rank(string name)
    {
        Assert.SkipWhen(name == "none", "The reference matrices are not here.");
        var matrix = Matrix.Load(Path.Combine(Folder, name));
        Assert.SkipWhen(matrix.Sparse is null, string.Create(CultureInfo.InvariantCulture, $"{name} is stored densely."));
        var wanted = ExactRank.Of(ScaledMatrix.Of(matrix).Whole, CancellationToken.None).Rank;
        var integers = SparseIntegers.Of(matrix, out _);
        Assert.Equal(wanted, SparseRank.Of(integers, SparseLimits.Default, CancellationToken.None).Rank);
        Assert.Equal(wanted, SparseRank.Of(integers, new SparseLimits(Density: 2), CancellationToken.None).Rank);
        Assert.Equal(wanted, SparseRank.Of(integers.Transpose(), SparseLimits.Default, CancellationToken.None).Rank);
    }
}
