using Assay.Claims;
using Assay.Running;
using Assay.TestSupport;

namespace Assay.Acceptance;

public sealed class NewAndExplainTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void New_writes_three_claims_that_can_be_read()
    {
        var file = _folder.At("claims.md");

        var (code, output, _) = new Tool(new FakeDomain()).Run("new", file);

        var document = new ClaimDocumentReader([new FakeDomain()]).Read(file);
        Assert.Equal(0, code);
        Assert.Contains($"assay check {file}", output, StringComparison.Ordinal);
        Assert.Equal(3, document.Claims.Count);
        Assert.Empty(document.Problems);
    }

    [Fact]
    public void New_does_not_overwrite_unless_it_is_told_to()
    {
        var file = _folder.Write("claims.md", "mine");

        Assert.Equal(ExitCodes.Unusable, new Tool(new FakeDomain()).Run("new", file).Code);
        Assert.Equal("mine", File.ReadAllText(file));
        Assert.Equal(0, new Tool(new FakeDomain()).Run("new", file, "--force").Code);
        Assert.NotEqual("mine", File.ReadAllText(file));
    }

    [Fact]
    public void Explain_says_how_each_claim_is_understood()
    {
        var file = _folder.Write("two.md", Samples.Block("first", "says: Truth is true.", "claim: true") + Samples.Block("second", "claim: false"));

        var (code, output, _) = new Tool(new FakeDomain()).Run("explain", file);

        Assert.Equal(0, code);
        Assert.Contains("first", output, StringComparison.Ordinal);
        Assert.Contains("  Truth is true.\n  For every input: true\n  Tried in order: sampling", output, StringComparison.Ordinal);
        Assert.Contains("For every input: false", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_lists_problems_and_says_so_in_its_exit_code()
    {
        var file = _folder.Write("bad.md", Samples.Block("first", "claim: true", "fro-all: int x"));

        var (code, output, _) = new Tool(new FakeDomain()).Run("explain", file);

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains("bad.md:3:1: Unknown key 'fro-all'.", output, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'for-all'?", output, StringComparison.Ordinal);
    }
}
