using Assay.Running;
using Assay.TestSupport;

namespace Assay.Acceptance;

/// <summary><c>assay check --html FOLDER</c>.</summary>
public sealed class SiteFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_site_is_written_and_the_usual_report_as_well()
    {
        var (code, output, error) = Check();

        Assert.Equal(ExitCodes.AsExpected, code);
        Assert.Empty(error);
        Assert.Contains("2 claims: 2 proved", output, StringComparison.Ordinal);
        Assert.Equal(["assay.css", "index.html", "more/deep.html", "one.html"], Files());
        Assert.Contains("href=\"more/deep.html#only\"", File.ReadAllText(_folder.At("site/index.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_run_replaces_the_site_and_leaves_other_files_alone()
    {
        Check();
        var page = _folder.At("site/one.html");
        var first = File.ReadAllText(page);
        File.WriteAllText(page, first.Replace("proved", "stale", StringComparison.Ordinal));
        _folder.Write("site/notes.txt", "mine");

        Assert.Equal(ExitCodes.AsExpected, Check().Code);
        Assert.DoesNotContain("stale", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(_folder.At("site/notes.txt")));
        Assert.Equal(5, Files().Count);
    }

    [Fact]
    public void A_site_of_somebody_else_is_refused_before_anything_is_decided()
    {
        _folder.Write("site/index.html", "<html><title>Mine</title></html>");

        var (code, output, error) = Check();

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Empty(output);
        Assert.Contains("'index.html' is there and is not a report of Assay.", error, StringComparison.Ordinal);
        Assert.Equal(["index.html"], Files());
    }

    [Fact]
    public void A_page_of_somebody_else_is_kept_and_said_to_be_in_the_way()
    {
        _folder.Write("site/one.html", "mine");

        var (code, _, error) = Check();

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains("what is there is not a report of Assay", error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(_folder.At("site/one.html")));
    }

    [Fact]
    public void A_link_inside_the_folder_leads_nothing_out_of_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links needs rights there.");
        Directory.CreateDirectory(_folder.At("site"));
        Directory.CreateSymbolicLink(_folder.At("site/more"), Directory.CreateDirectory(_folder.At("outside")).FullName);

        var (code, _, error) = Check();

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains("is a link", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.At("outside")));
    }

    [Fact]
    public void The_readme_of_the_folder_leads_in()
    {
        _folder.Write("claims/README.md", "# Where to begin\n\n[The deep one](more/deep.md#only)");
        Check();
        Assert.Contains("Begin with <a href=\"README.html\">Where to begin</a>", File.ReadAllText(_folder.At("site/index.html")), StringComparison.Ordinal);
        Assert.Contains("<a href=\"more/deep.html#only\">The deep one</a>", File.ReadAllText(_folder.At("site/README.html")), StringComparison.Ordinal);

        // One with claims is a document as any other.
        _folder.Write("claims/README.md", "# With claims\n\n" + Samples.Block("own", "claim: true"));
        Check();
        Assert.DoesNotContain("Begin with", File.ReadAllText(_folder.At("site/index.html")), StringComparison.Ordinal);
        Assert.Contains("href=\"README.html#own\"", File.ReadAllText(_folder.At("site/index.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_beside_the_document_stand_in_its_page_and_no_others_do()
    {
        _folder.Write("claims/below/curve.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" />");
        _folder.Write("secret.svg", "secret");
        _folder.Write("claims/huge.png", new string('x', (1 << 20) + 1));
        _folder.Write("claims/notes.txt", "text");
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(_folder.At("claims/link.svg"), _folder.At("secret.svg"));
            Directory.CreateSymbolicLink(_folder.At("claims/up"), _folder.At(""));
        }

        string[] refused = ["../secret.svg", "below/../../secret.svg", "..%2Fsecret.svg", _folder.At("secret.svg"), "link.svg", "up/secret.svg", "huge.png", "notes.txt", "gone.svg", "https://example.org/x.svg", "data:image/png;base64,AA==", "file:secret.svg", ""];
        _folder.Write("claims/pictures.md", string.Join("\n\n", refused.Select((url, i) => $"![description {i}](<{url}>)").Prepend("# Pictures\n\n![A curve](below/curve.svg)")) + "\n\n" + Samples.Block("shown", "claim: true"));
        Check();
        var page = File.ReadAllText(_folder.At("site/pictures.html"));
        Assert.Contains($"<img src=\"data:image/svg+xml;base64,{Convert.ToBase64String(File.ReadAllBytes(_folder.At("claims/below/curve.svg")))}\" alt=\"A curve\" />", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("<img ").Length);
        for (var i = 0; i < refused.Length; i++)
        {
            Assert.Contains($"[picture: description {i}]", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_singular_values_of_a_matrix_in_a_claim_are_drawn()
    {
        _folder.Write("claims/matrix.md", "# Matrix\n\n" + Samples.Block("near", "domain: matrices", "given: A = [[1, 2], [2, 4.001]]", "claim: !singular(A)"));
        Assert.Equal(ExitCodes.AsExpected, RealTool.Run("check", _folder.At("claims"), "--html", _folder.At("site"), "--no-store").Code);
        Assert.Matches("<figure class=\"drawing\"><img src=\"data:image/svg\\+xml;base64,[^\"]+\" alt=\"The singular values of A: [^\"]+\"", File.ReadAllText(_folder.At("site/matrix.html")).Replace("\n", "", StringComparison.Ordinal));
    }

    private (int Code, string Out, string Error) Check()
    {
        _folder.Write("claims/one.md", "# One\n\n" + Samples.Block("only", "claim: true"));
        _folder.Write("claims/more/deep.md", "# Deep\n\n" + Samples.Block("only", "claim: true"));
        return new Tool(new FakeDomain()).Run("check", _folder.At("claims"), "--html", _folder.At("site"), "--no-store");
    }

    private List<string> Files() =>
        [.. Directory.EnumerateFiles(_folder.At("site"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder.At("site"), file).Replace(Path.DirectorySeparatorChar, '/')).Order(StringComparer.Ordinal)];
}
