using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.Cli.Reporters;

namespace Assay.Acceptance;

public sealed partial class LandscapePageTests
{
    private static readonly double[] Distances = [-1, 0, 1];

    [Fact]
    public void A_page_holds_its_numbers_and_asks_for_nothing_else()
    {
        var page = Page("a & b </title><script>alert(1)</script>", "after </script> 0 steps");

        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(page, "</script>"));
        Assert.DoesNotMatch(@"(?:src|href)\s*=|url\(|https?://|import\s", page);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Data().Match(page).Groups[1].Value);
        Assert.Equal(12, json.RootElement.GetProperty("planes").GetInt32());
        Assert.Equal([-1, 0, 1], json.RootElement.GetProperty("distances").EnumerateArray().Select(number => number.GetDouble()));
        Assert.Equal(2, json.RootElement.GetProperty("frames").GetArrayLength());
        Assert.Equal(0.333333, json.RootElement.GetProperty("frames")[1].GetProperty("median")[4].GetDouble());
    }

    // Rows from the top down, as the map has them.
    [Fact]
    public void Without_scripts_there_is_a_table()
    {
        var page = Page("title", "end");
        Assert.Contains("<th scope=\"row\">1</th><td>7</td><td>8</td><td>9</td></tr><tr><th scope=\"row\">0</th><td>4</td><td>0.3333</td>", page, StringComparison.Ordinal);
    }

    private static string Page(string title, string label)
    {
        double[] losses = [1, 2, 3, 4, 1 / 3.0, 6, 7, 8, 9];
        return LandscapePage.Of(title, "subtitle", "method", Distances, 12, [new("start", losses, losses, losses, 0), new(label, losses, losses, losses, 3)]);
    }

    [GeneratedRegex("<script id=\"data\" type=\"application/json\">(.*?)</script>")]
    private static partial Regex Data();
}
