using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Assay.Matrices.Exact;
using Assay.TestSupport;

namespace Assay.Matrices.Tests;

/// <summary>Matrices of galleries, collections and bug reports, whose exact rank and determinant other systems found.</summary>
public sealed class ReferenceTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "..", "shared", "corpora", "matrices");

    public static TheoryData<string> Names()
    {
        var expected = Path.Combine(Folder, "expected.json");
        return File.Exists(expected) ? [.. JsonDocument.Parse(File.ReadAllText(expected)).RootElement.EnumerateArray().Select(one => one.GetProperty("file").GetString()!)] : ["none"];
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rank_and_determinant_are_exact_in_every_format(string name)
    {
        Assert.SkipWhen(name == "none", "The reference matrices are not here.");
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "expected.json")));
        var expected = json.RootElement.EnumerateArray().Single(one => one.GetProperty("file").GetString() == name);
        var files = new[] { ".npy", ".csv", ".mtx" }.Select(ending => Path.Combine(Folder, name + ending)).Where(File.Exists).ToList();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var matrix = Matrix.Load(file);
            Assert.Equal(expected.GetProperty("rows").GetInt32(), matrix.Rows);
            Assert.Equal(expected.GetProperty("cols").GetInt32(), matrix.Columns);
            var scaled = ScaledMatrix.Of(matrix);
            Assert.Equal(expected.GetProperty("rank").GetInt32(), ExactRank.Of(scaled.Whole, CancellationToken.None).Rank);
            if (expected.TryGetProperty("det_num", out var numerator) && numerator.ValueKind == JsonValueKind.String)
            {
                var determinant = new Rational(BigInteger.Parse(numerator.GetString()!, CultureInfo.InvariantCulture), BigInteger.One << expected.GetProperty("det_den_log2").GetInt32());
                Assert.Equal(determinant, scaled.Determinant(ExactDeterminant.Of(scaled.Whole, CancellationToken.None)));
            }
        }
    }
}
