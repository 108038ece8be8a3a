using System.Globalization;
using System.Xml.Linq;
using Assay.Claims;
using Assay.Reporting.JUnit;
using Assay.Running;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Tests.Reporting;

public class JUnitReportTests
{
    [Theory]
    [InlineData("proved", null)]
    [InlineData("refuted", null)]
    [InlineData("undecided", null)]
    [InlineData("refuted-instead", "failure")]
    [InlineData("proved-instead", "failure")]
    [InlineData("contradicted-instead", "failure")]
    [InlineData("open", "failure")]
    [InlineData("unusable", "error")]
    [InlineData("fault", "error")]
    public void A_case_passes_exactly_when_it_is_as_expected(string claim, string? ending)
    {
        var one = Parse(Runs.OfEverything()).Descendants("testcase").Single(element => element.Attribute("name")!.Value == claim);

        Assert.Equal(ending, one.Elements().SingleOrDefault()?.Name.LocalName);
    }

    [Fact]
    public void A_failure_tells_the_whole_story()
    {
        var failure = Parse(Runs.OfEverything()).Descendants("failure").First();

        Assert.Equal("refuted: expected proved", failure.Attribute("message")!.Value);
        Assert.StartsWith("✗ refuted  refuted-instead  sort.md:7:1\n", failure.Value, StringComparison.Ordinal);
        Assert.Contains("input     a = 1, b = 1, c = 0\n", failure.Value, StringComparison.Ordinal);
        Assert.Contains("replay    assay replay sort.md#refuted-instead", failure.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_counts_are_those_of_the_cases()
    {
        var root = Parse(Runs.OfEverything());
        var suite = root.Element("testsuite")!;
        foreach (var element in new[] { root, suite })
        {
            Assert.Equal(10, Count(element, "tests"));
            Assert.Equal(suite.Descendants("failure").Count(), Count(element, "failures"));
            Assert.Equal(suite.Descendants("error").Count(), Count(element, "errors"));
            Assert.Equal(0, Count(element, "skipped"));
        }

        Assert.Equal("0.150", suite.Attribute("time")!.Value);
        Assert.All(suite.Elements("testcase"), one => Assert.Equal(("0.015", "sort.md", "7"), (one.Attribute("time")!.Value, one.Attribute("file")!.Value, one.Attribute("line")!.Value)));
    }

    [Fact]
    public void What_was_not_reached_is_skipped()
    {
        var document = new ClaimDocument("sort.md", [], [Samples.SortClaim("proved")], []);
        var root = Parse(new RunReport([new DocumentResult(document, [])], [], TimeSpan.Zero, WasInterrupted: true));

        Assert.Single(root.Descendants("skipped"));
        Assert.Equal(1, Count(root, "skipped"));
    }

    [Fact]
    public void What_is_wrong_with_the_request_is_an_error()
    {
        var root = Parse(Runs.Of() with { Problems = [new Problem(Place.Whole("missing.md"), "It does not exist.")] });

        Assert.Equal("missing.md", root.Descendants("error").Single().Parent!.Attribute("name")!.Value);
    }

    [Fact]
    public void Any_text_makes_XML() => Gen.String.Sample(text => Parse(Runs.Saying(text)), iter: Rounds.Of(200));

    [Fact]
    public void What_XML_forbids_is_replaced_and_all_else_is_kept()
    {
        var root = Parse(Runs.Of() with { Problems = [new Problem(Place.Whole("a"), "\u0000 \u001b[31m \uD800 \uFFFF \u202E <&\"]]> 𝔸 é")] });

        Assert.Equal("\uFFFD \uFFFD[31m \uFFFD \uFFFD \uFFFD <&\"]]> 𝔸 é", root.Descendants("error").Single().Attribute("message")!.Value);
    }

    private static int Count(XElement element, string name) => int.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static XElement Parse(RunReport report) => XDocument.Parse(JUnitReport.Of(report, Runs.Replay)).Root!;
}
