using System.Globalization;
using System.Xml.Linq;
using Assay.Claims;
using Assay.Reporting.Html;
using Assay.Running;
using Assay.TestSupport;
using Assay.Verdicts;
using CsCheck;

namespace Assay.Tests.Reporting.Html;

public class HtmlSiteTests
{
    private const string Small = """
        # Sorting three, *short*

        It keeps `mov` out: [is it right](#the-short-kernel-sorts)? [Elsewhere](https://example.org/?a=1&b=2). <!-- not shown -->

        | order | sorts |
        |:--|--:|
        | a < b | yes |

        ```asm Short(eax) -> (eax)
        mov eax, eax   ; a <b>
        ```

        ### A level is skipped

        > Quoted, with <b>tags</b> & [a bad link](javascript:alert(1)).

        1. One
           ```claim the-short-kernel-sorts
           says: The short kernel still sorts.
           claim: Short(a, b) == Sorted(a, b)
           expect: refuted
           ```
        2. Two

        ```claim measured
        says:  Full-batch gradient descent tests as well.
        claim: mean(full - mini) >= -margin
        ```
        """;

    // Pieces of attacks, between which the generator puts arbitrary text.
    private static readonly string[] Pieces =
    [
        "<script>alert(1)</script>", "</title>", "</code></pre>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java&#115;cript:alert(1))",
        "[x](\u0001javascript:alert(1))", "<javascript:alert(1)>", "[x](data:text/html,<script>)", "[x](//evil.example)", "[x](vbscript:x)", "![x](http://evil.example/x.png)", "[x]: javascript:alert(1)\n\n[x]", "\" onclick=\"alert(1)",
        "' style='", "<!-- -->", "-->", "]]>", "<?xml ?>", "<!DOCTYPE x>", "&amp;", "&#0;", "# ", "\n\n", "\n```claim any-text\n", "\n```\n", "\n    ", "|x|\n|-|\n|", "> ", "- ", "**", "`", "https://x.example", "[x](#a b)", "[x](../x.md#y)", "[x](other.md#first)",
    ];

    private static readonly Gen<string> Hostile = Gen.Select(Gen.OneOf([.. Pieces.Select(Gen.Const)]), Gen.String[0, 8], (piece, text) => text + piece).Array[0, 12].Select(string.Concat);

    [Fact]
    public void A_page_and_its_index_look_as_approved()
    {
        var files = HtmlSite.Of(Read(Small, result => result.Name == "measured" ? Samples.SupportedVerdict : Samples.RefutedVerdict), Runs.Replay);

        Approved.Matches("site-page.html", files[2].Text);
        Approved.Matches("site-index.html", files[0].Text);
    }

    [Fact]
    public void A_small_site_is_sound() => new ParsedSite(Read(Small, _ => Samples.RefutedVerdict)).Check();

    [Fact]
    public void Every_kind_of_result_has_its_card()
    {
        var report = Runs.OfEverything();
        var site = new ParsedSite(report);
        site.Check();

        Assert.Equal(report.Results.Select(result => result.Claim.Name), Cards(site.Single).Select(card => card.Attribute("id")!.Value));
        Assert.All(report.Results.Zip(Cards(site.Single)), pair => Assert.Contains(Assay.Reporting.Wording.Word(pair.First.Settlement), pair.Second.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Whatever_stands_in_prose_and_claims_nothing_of_it_runs() =>
        Hostile.Sample(text => new ParsedSite(Everywhere(text)).Check(), iter: Rounds.Of(150));

    [Fact]
    public void Any_text_makes_well_formed_pages() => Gen.String.Sample(text => new ParsedSite(Everywhere(text)).Check(), iter: Rounds.Of(100));

    [Theory]
    [InlineData("*")]
    [InlineData("[")]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("**a *b ")]
    [InlineData("`")]
    [InlineData("|-")]
    public void Deep_or_endless_marks_end_no_process(string mark) =>
        new ParsedSite(Read(string.Concat(Enumerable.Repeat(mark, 5_000)) + "\n\n" + Small, _ => Samples.RefutedVerdict)).Check();

    [Fact]
    public void The_counts_of_the_index_are_those_of_the_report()
    {
        var report = Runs.OfEverything();
        var rows = new ParsedSite(report).Pages["index.html"].Descendants("table").Single().Element("tbody")!.Elements("tr")
            .ToDictionary(row => row.Element("th")!.Value.Split(' ')[^1], row => row.Elements("td").Select(cell => int.Parse(cell.Value, CultureInfo.InvariantCulture)).ToArray());

        Assert.Equal([10, 6], rows["all"]);
        Assert.Equal([2, 1], rows["proved"]);
        Assert.Equal([2, 1], rows["refuted"]);
        Assert.Equal([2, 1], rows["undecided"]);
        Assert.Equal([1, 1], rows["fault"]);
        Assert.Equal(rows["all"][0], rows.Where(row => row.Key != "all").Sum(row => row.Value[0]));
    }

    [Fact]
    public void Every_claim_of_the_gallery_has_its_card_where_its_block_stands()
    {
        var domains = new FakeDomain { Keys = AnyKey() };
        var reader = new ClaimDocumentReader(new ClaimVocabulary([domains, new FakeDomain { Name = "matrices" }, new FakeDomain { Name = "training" }, new FakeDomain { Name = "language-models" }]));
        var documents = Directory.EnumerateFiles(Path.Combine(Repository.Root, "gallery"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => Settle(reader.Read(file), _ => Samples.RefutedVerdict)).ToList();
        var site = new ParsedSite(new RunReport(documents, [], TimeSpan.Zero, false));
        site.Check();

        Assert.True(documents.Sum(document => document.Results.Count) > 50);
        foreach (var (document, page) in documents.Zip(site.Pages.Where(page => page.Key != "index.html")))
            Assert.Equal(document.Results.Select(result => result.Claim.Name), Cards(page.Value).Select(card => card.Attribute("id")!.Value));
    }

    [Fact]
    public void Pages_lead_to_the_ones_before_and_after()
    {
        using var folder = new TemporaryFolder();
        var site = new ParsedSite(Several(folder, "a/one.md", "a/two.md", "b/three.md"));
        site.Check();

        var turns = site.Pages["a/two.html"].Descendants("a").Where(link => link.Attribute("rel") is not null).Select(link => (link.Attribute("rel")!.Value, link.Attribute("href")!.Value));
        Assert.Equal([("prev", "../a/one.html"), ("next", "../b/three.html")], turns);
        Assert.Equal(["a", "b"], site.Pages["index.html"].Descendants("h2").Select(heading => heading.Value));
    }

    [Fact]
    public void A_link_to_a_document_leads_to_its_page_and_one_to_elsewhere_is_none()
    {
        using var folder = new TemporaryFolder();
        var text = "[a](../b/two.md) [b](../b/two.md#first) [c](../b/two.md#missing) [d](../c/none.md) [e](/etc/passwd) [f](..%2Fb%2Ftwo.md)";
        var documents = new[] { ("a/one.md", text), ("b/two.md", Samples.Block("first", "claim: true")) }.Select(file => Settle(Reader().ReadText(folder.At(file.Item1), file.Item2), _ => Samples.ProvedVerdict)).ToList();
        var site = new ParsedSite(new RunReport(documents, [], TimeSpan.Zero, false));

        var links = site.Pages["a/one.html"].Descendants("main").Descendants("p").Descendants("a");
        Assert.Equal(["a../b/two.html", "b../b/two.html#first", "c../b/two.html", "f../b/two.html"], links.Select(link => link.Value + link.Attribute("href")!.Value));
    }

    [Fact]
    public void Names_of_files_cannot_leave_the_folder_or_meet()
    {
        using var folder = new TemporaryFolder();
        var site = new ParsedSite(Several(folder, "x/index.md", "x/a b.md", "x/a-b.md", "x/A-B.md", "x/..md", "x/..../c.md", "x/ü&<>\"'.md", "y/assay.css.md"));
        site.Check();

        Assert.Equal(9, site.Pages.Count);
    }

    [Fact]
    public void Beside_the_index_a_document_named_index_has_another_name()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(["index.html", "index-2.html"], new ParsedSite(Several(folder, "index.md")).Pages.Keys);
    }

    [Fact]
    public void A_document_of_another_format_is_shown_as_it_is_with_its_cards_between()
    {
        const string Text = "; Rewrites.\n\nName: one\n%r = add %x, 0\n  =>\n%r = %x\n\nName: two\n%r = %x\n";
        var claims = new[] { Samples.Claim("one", ("says", "one")) with { Place = new Place("x.opt", 3, 1) }, Samples.Claim("two", ("says", "two")) with { Place = new Place("x.opt", 8, 1) } };
        var page = new ParsedSite(new RunReport([Settle(new ClaimDocument("x.opt", [], claims, []) { Text = Text }, _ => Samples.ProvedVerdict)], [], TimeSpan.Zero, false)).Single;

        Assert.Equal(["figure", "figure", "one", "figure", "two"], page.Descendants("main").Elements().Where(element => element.Name.LocalName is "figure" or "section").Select(element => element.Attribute("id")?.Value ?? "figure"));
    }

    [Fact]
    public void A_claim_that_was_not_decided_is_shown_as_its_block()
    {
        var report = Read(Small, _ => Samples.RefutedVerdict);
        var document = report.Documents[0];
        var page = new ParsedSite(report with { Documents = [document with { Results = [document.Results[1]] }] }).Single;

        Assert.Equal(["measured"], Cards(page).Select(card => card.Attribute("id")!.Value));
        Assert.Contains("This claim was not decided in this run.", page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_of_ours_is_told_from_one_of_somebody_else()
    {
        Assert.All(HtmlSite.Of(Runs.OfEverything(), Runs.Replay), file => Assert.True(HtmlSite.IsOurs(file.Text)));
        Assert.False(HtmlSite.IsOurs("<!DOCTYPE html><html><head><title>Mine</title></head></html>"));
        Assert.False(HtmlSite.IsOurs("body { color: red }"));
    }

    private static IEnumerable<XElement> Cards(XElement page) => page.Descendants("section").Where(section => section.Attribute("class")?.Value == "claim");

    private static ClaimDocumentReader Reader() => new([new FakeDomain()]);

    private static RunReport Read(string text, Func<Claim, Verdict> verdict) => new([Settle(Reader().ReadText("sort.md", text), verdict)], [], TimeSpan.Zero, false);

    private static DocumentResult Settle(ClaimDocument document, Func<Claim, Verdict> verdict) =>
        new(document, [.. document.Claims.Select(claim => new ClaimResult(claim, Samples.Answer(verdict(claim)), TimeSpan.FromMilliseconds(15)))]);

    private static RunReport Several(TemporaryFolder folder, params string[] files) =>
        new([.. files.Select(file => Settle(Reader().ReadText(folder.At(file), Samples.Block("first", "claim: true")), _ => Samples.ProvedVerdict))], [], TimeSpan.Zero, false);

    // The text as prose and in every part of a claim, a verdict and a problem.
    private static RunReport Everywhere(string text)
    {
        var report = Runs.Saying(text);
        var document = report.Documents[0];
        return report with
        {
            Documents = [document with { Document = document.Document with { Text = text, Problems = [new Problem(new Place(text, 1, 1), text, text)] } }],
        };
    }

    private static IReadOnlyList<ClaimKey> AnyKey() => [new("equal", "Two functions that must do the same.", TakesPlaceOfClaim: true), new("arithmetic", "Whether overflow wraps or throws."), new("keep", ""), new("program", ""), new("moves", "")];
}
