using Assay.Claims;
using Assay.Running;
using Assay.TestSupport;

namespace Assay.Tests.Running;

public sealed class DocumentFinderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folders_are_searched_in_order_and_hidden_ones_left_out()
    {
        foreach (var name in new[] { "b.md", "a/z.md", ".git/x.md", "bin/x.md", "node_modules/x.md", "a/readme.txt" })
            _folder.Write(name, Samples.Block("one", "claim: true"));
        _folder.Write("prose.md", "No claims here.");

        var (documents, problems) = Find(_folder.Root);

        Assert.Equal(["a/z.md", "b.md"], documents.Select(document => Path.GetRelativePath(_folder.Root, document.File)));
        Assert.Empty(problems);
    }

    [Fact]
    public void A_hash_names_one_claim()
    {
        var file = _folder.Write("two.md", Samples.Block("one", "claim: true") + Samples.Block("two", "claim: true"));

        Assert.Equal("two", Assert.Single(Assert.Single(Find($"{file}#two").Documents).Claims).Name);
    }

    [Fact]
    public void A_file_named_twice_is_checked_once()
    {
        var file = _folder.Write("two.md", Samples.Block("one", "claim: true") + Samples.Block("two", "claim: true"));

        Assert.Equal(2, Assert.Single(Find($"{file}#two", file, $"{file}#one").Documents).Claims.Count);
    }

    [Theory]
    [InlineData("sort.md#frist", "No claim here is named 'frist'.", "Did you mean 'first'?")]
    [InlineData("sotr.md", "There is no such file or folder.", "Did you mean '{0}/sort.md'?")]
    [InlineData("prose.md", "No claim found in this file.", "A claim is a ```claim NAME block in a Markdown file; 'assay new' writes three to start from.")]
    public void What_cannot_be_found_is_met_with_advice(string path, string message, string advice)
    {
        _folder.Write("sort.md", Samples.Block("first", "claim: true"));
        _folder.Write("prose.md", "prose");

        var problem = Assert.Single(Find(_folder.At(path)).Problems);

        Assert.Equal((message, string.Format(null, advice, _folder.Root)), (problem.Message, problem.Advice));
    }

    [Fact]
    public void Links_are_not_followed_into_other_folders()
    {
        _folder.Write("elsewhere/x.md", Samples.Block("one", "claim: true"));
        Directory.CreateDirectory(_folder.At("here"));
        Directory.CreateSymbolicLink(_folder.At("here/link"), _folder.At("elsewhere"));

        Assert.Empty(Find(_folder.At("here")).Documents);
    }

    private static (IReadOnlyList<ClaimDocument> Documents, IReadOnlyList<Problem> Problems) Find(params string[] paths) =>
        new DocumentFinder(new ClaimDocumentReader([new FakeDomain()])).Find(paths);
}
