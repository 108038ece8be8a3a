using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Reporting.Html;
using Assay.Running;

namespace Assay.Tests.Reporting.Html;

/// <summary>What can be read off the style sheet.</summary>
public partial class StyleSheetTests
{
    private const double LeastContrast = 4.5;

    // What is written on what: level AA of the Web Content Accessibility Guidelines 2.2, success criterion 1.4.3.
    public static TheoryData<string, string> Pairs { get; } = new()
    {
        { "ink", "paper" }, { "ink", "sheet" }, { "ink", "code" }, { "ink", "repair-tint" }, { "quiet", "paper" }, { "quiet", "sheet" }, { "quiet", "code" }, { "link", "paper" }, { "link", "sheet" }, { "link", "repair-tint" },
        { "proved", "proved-tint" }, { "refuted", "refuted-tint" }, { "supported", "supported-tint" }, { "contradicted", "contradicted-tint" }, { "undecided", "undecided-tint" }, { "repair", "repair-tint" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Text_can_be_read_in_light_and_in_dark(string text, string ground)
    {
        foreach (var colours in Schemes())
            Assert.True(Contrast(colours[text], colours[ground]) >= LeastContrast, $"{text} {colours[text]} on {ground} {colours[ground]}: {Contrast(colours[text], colours[ground]):0.00}");
    }

    [Fact]
    public void Both_schemes_have_the_same_colours() => Assert.Equal(Schemes()[0].Keys.Order(), Schemes()[1].Keys.Order());

    [Fact]
    public void It_fetches_nothing() => Assert.DoesNotMatch(@"url\(|@import|https?:", Sheet());

    // Black on white is 21 to 1, by definition.
    [Fact]
    public void Contrast_is_as_defined() => Assert.Equal(21, Contrast("#000000", "#ffffff"), 6);

    private static List<Dictionary<string, string>> Schemes() =>
        [.. Root().Matches(Sheet()).Select(root => Colour().Matches(root.Value).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value))];

    private static string Sheet() => HtmlSite.Of(new RunReport([], [], TimeSpan.Zero, false), Runs.Replay).Single(file => file.Path == "assay.css").Text;

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Channel(int at)
        {
            var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }

    [GeneratedRegex(@":root \{.*?\}", RegexOptions.Singleline)]
    private static partial Regex Root();

    [GeneratedRegex("--([a-z-]+): (#[0-9a-f]{6});")]
    private static partial Regex Colour();
}
