using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Assay.TestSupport;

namespace Assay.Acceptance;

/// <summary><c>assay matrix</c>, as users run it.</summary>
public sealed class MatrixTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_singular_matrix_is_shown_with_a_vector_that_it_takes_to_zero()
    {
        var (code, output) = RealTool.Run("matrix", "[[1, 2], [2, 4]]");

        Assert.Equal(0, code);
        Assert.StartsWith("✗ singular, exactly\n", output, StringComparison.Ordinal);
        Assert.Contains("rank      1 of 2\n", output, StringComparison.Ordinal);
        Assert.Contains("A v = 0 for v = (2, -1).", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tiny_determinant_is_no_zero()
    {
        var (code, output) = RealTool.Run("matrix", _folder.Write("tiny.csv", "1e-10, 0\n0, 1e-10\n"));

        Assert.Equal(0, code);
        Assert.StartsWith("✓ regular, and so is every matrix within half an ulp of each entry\n", output, StringComparison.Ordinal);
        Assert.Contains("about 1e-20", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_for_machines_is_one_document()
    {
        var (code, output) = RealTool.Run("matrix", "[[0, 1, -4], [2, -3, 2], [5, -8, 7]]", "--json");

        using var json = JsonDocument.Parse(output);
        Assert.Equal(0, code);
        Assert.Equal("assay-matrix-report/1", json.RootElement.GetProperty("schema").GetString());
        Assert.True(json.RootElement.GetProperty("isSingular").GetBoolean());
        Assert.Equal(["5", "4", "1"], json.RootElement.GetProperty("kernel")[0].EnumerateArray().Select(entry => entry.GetString()));
    }

    [Fact]
    public void The_lines_that_all_entries_lie_in_prove_a_rank()
    {
        var file = _folder.Write("cross.mtx", "%%MatrixMarket matrix coordinate integer general\n3 3 5\n1 1 5\n1 2 7\n1 3 1\n2 1 3\n3 1 3\n");

        var (code, output) = RealTool.Run("matrix", file);
        var (_, document) = RealTool.Run("matrix", file, "--json");

        using var json = JsonDocument.Parse(document);
        var cover = json.RootElement.GetProperty("cover");
        Assert.Equal(0, code);
        Assert.Contains("All entries that are not zero lie in 1 row and 1 column, ", output, StringComparison.Ordinal);
        Assert.Equal((0, 0), (cover.GetProperty("rows")[0].GetInt32(), cover.GetProperty("columns")[0].GetInt32()));
    }

    [Fact]
    public void A_report_is_verified_and_a_forged_one_is_not()
    {
        var (_, document) = RealTool.Run("matrix", "[[2, 1], [1, 3]]", "--over", "25", "--smith", "--json");
        var (code, output) = RealTool.Run("verify", _folder.Write("report.json", document));
        var (forgedCode, forged) = RealTool.Run("verify", _folder.Write("forged.json", document.Replace("\"determinant\": \"5\"", "\"determinant\": \"6\"", StringComparison.Ordinal)));
        var (cutCode, cut) = RealTool.Run("verify", _folder.Write("cut.json", document[..100]));

        Assert.Equal(0, code);
        Assert.StartsWith("✓ proves all that it states  ", output, StringComparison.Ordinal);
        Assert.Contains("    The matrix is the one inside the report: 2 by 2.\n  ✓ The rank is at least 2.\n", output, StringComparison.Ordinal);
        Assert.EndsWith("18 statements: 18 verified\n", output, StringComparison.Ordinal);
        Assert.Equal((1, 1), (forgedCode, cutCode));
        Assert.Contains("  ✗ The determinant is 6.\n    determinant: it is about 5, exactly another number.\n", forged, StringComparison.Ordinal);
        Assert.Contains("  ✗ This is a report about a matrix.\n    It is no JSON from line ", cut, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[[1, 2, 3]]", "--uncertainty", "1e-3", "which only square ones can be")]
    [InlineData("[[1, 2], [3, 4]]", "--spectrum", "s.svg", "--exact", "There are no singular values to draw.")]
    public void Options_that_do_not_go_together_are_refused_at_once(params string[] words)
    {
        var (code, output) = RealTool.Run(["matrix", .. words[..^1]]);

        Assert.Equal(3, code);
        Assert.Contains(words[^1], output.ReplaceLineEndings(" ").Replace("  ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    // The axis goes by powers of ten and never comes to zero, which stands below its last line.
    [Fact]
    public void A_singular_value_of_zero_is_drawn_below_the_axis()
    {
        var file = _folder.At("s.svg");
        RealTool.Run("matrix", "[[1, 2], [2, 4]]", "--spectrum", file);
        RealTool.Run("matrix", "[[1, 2], [2, 5]]", "--spectrum", _folder.At("regular.svg"));

        var drawing = XDocument.Load(file);
        double[] Heights(string element, string name) => [.. drawing.Descendants().Where(one => one.Name.LocalName == element).Select(one => double.Parse(one.Attribute(name)!.Value, CultureInfo.InvariantCulture))];
        var labels = drawing.Descendants().Where(one => one.Name.LocalName == "text" && one.Attribute("text-anchor")?.Value == "end").ToDictionary(one => one.Value, one => double.Parse(one.Attribute("y")!.Value, CultureInfo.InvariantCulture) - 4);
        Assert.True(labels["0"] > labels["1e0"] + 20);
        Assert.Equal(labels["0"], Heights("circle", "cy")[1]);
        Assert.InRange(Heights("circle", "cy")[0], labels["1e1"], labels["1e0"]);
        Assert.DoesNotContain(">0</text>", File.ReadAllText(_folder.At("regular.svg")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[[1, NaN]]", "matrix:1:6: 'NaN' is not a number.")]
    [InlineData("[[1, 2], [3]]", "This row has 1 entry, and those before have 2.")]
    [InlineData("none.npy", "There is no such file or folder.")]
    public void What_is_no_matrix_is_refused(string given, string expected)
    {
        var (code, output) = RealTool.Run("matrix", given);

        Assert.Equal(3, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }
}
