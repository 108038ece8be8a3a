using System.Text.RegularExpressions;
using Assay.TestSupport;

namespace Assay.Acceptance;

/// <summary>The index of the gallery names every statement of the thread, and what became of it.</summary>
public sealed partial class GalleryIndexTests
{
    private static readonly string Gallery = Path.Combine(Repository.Root, "gallery");
    private static readonly string Index = File.ReadAllText(Path.Combine(Gallery, "README.md"));

    private static readonly (char Theme, int Count)[] Statements = [('P', 10), ('I', 5), ('M', 8), ('T', 18), ('L', 4)];

    [Fact]
    public void Every_statement_has_a_row_with_a_claim() =>
        Assert.Equal(Statements.SelectMany(theme => Enumerable.Range(1, theme.Count).Select(number => $"{theme.Theme}{number}")), Rows().Select(row => row.Id));

    [Fact]
    public void Every_claim_of_a_row_is_there_with_the_outcome_that_is_told()
    {
        foreach (var (id, cell) in Rows())
        {
            var links = Link().Matches(cell);
            Assert.NotEmpty(links);
            foreach (Match link in links)
            {
                var (page, name, told) = (link.Groups[1].Value, link.Groups[2].Value, link.Groups[3].Value.Replace("\\|", "|", StringComparison.Ordinal));
                var text = File.ReadAllText(Path.Combine(Gallery, page));
                var claim = Regex.Match(text, $"^```claim {Regex.Escape(name)}\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline);
                Assert.True(claim.Success, $"{id}: {page} has no claim {name}.");
                var expected = Expectation().Match(claim.Value).Groups[1].Value.Trim();
                Assert.Equal(claim.Value.Contains("\nfind:", StringComparison.Ordinal) ? $"it is right exactly where `{expected}`" : expected, told);
                Assert.Contains(id, text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Every_page_is_reached()
    {
        var pages = Directory.EnumerateFiles(Gallery, "*.md", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Gallery, file).Replace(Path.DirectorySeparatorChar, '/'));
        Assert.All(pages.Where(page => page != "README.md"), page => Assert.Contains($"]({page}", Index, StringComparison.Ordinal));
    }

    [Fact]
    public void The_thread_holds_no_other_statement()
    {
        var thread = Path.Combine(Repository.Root, "..", "shared", "THREAD.md");
        Assert.SkipUnless(File.Exists(thread), "The thread is not here.");
        Assert.Equal(Row().Matches(File.ReadAllText(thread)).Select(row => row.Groups[1].Value), Rows().Select(row => row.Id));
    }

    private static IEnumerable<(string Id, string Cell)> Rows() => Row().Matches(Index).Select(row => (row.Groups[1].Value, row.Value));

    [GeneratedRegex(@"^\| ([PIMTL]\d+) \|.*$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\]\(([a-z/-]+\.md)#([a-z0-9-]+)\): (.*?)(?=; \[| \|$)")]
    private static partial Regex Link();

    [GeneratedRegex("^expect: *(.*)$", RegexOptions.Multiline)]
    private static partial Regex Expectation();
}
