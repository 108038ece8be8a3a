using Assay.Claims;
using Assay.TestSupport;

namespace Assay.Tests.Claims;

public sealed class NamedFilesTests : IDisposable
{
    private static readonly Place Here = new("t.md", 3, 5);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.csv")]
    [InlineData("below/a.csv")]
    [InlineData("./a.csv")]
    public void A_file_beside_the_document_or_below_may_be_named(string name)
    {
        var (path, problem) = NamedFiles.InFolder.Find(_folder.Root, name, Here);
        Assert.Null(problem);
        Assert.Equal(Path.GetFullPath(_folder.At(name)), path);
    }

    [Theory]
    [InlineData("../a.csv")]
    [InlineData("below/../../a.csv")]
    [InlineData(@"..\a.csv")]
    [InlineData("/etc/a.csv")]
    [InlineData("//server/share/a.csv")]
    [InlineData("a\0.csv")]
    public void What_leads_out_of_the_folder_may_not(string name)
    {
        var (path, problem) = NamedFiles.InFolder.Find(_folder.Root, name, Here);
        Assert.Null(path);
        Assert.Equal(Here, problem!.Place);
        Assert.EndsWith("leads out of the folder of this document.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_is_not_followed_nor_is_one_on_the_way()
    {
        using var elsewhere = new TemporaryFolder();
        elsewhere.Write("a.csv", "1");
        File.CreateSymbolicLink(_folder.At("link.csv"), elsewhere.At("a.csv"));
        Directory.CreateSymbolicLink(_folder.At("below"), elsewhere.Root);
        foreach (var name in new[] { "link.csv", "below/a.csv" })
            Assert.Equal($"'{name}' is a link, or behind one.", NamedFiles.InFolder.Find(_folder.Root, name, Here).Problem!.Message);
    }

    [Theory]
    [InlineData("a.csv")]
    [InlineData("/etc/a.csv")]
    public void Where_none_is_allowed_none_may_be_named(string name)
    {
        var (path, problem) = NamedFiles.None.Find(_folder.Root, name, Here);
        Assert.Null(path);
        Assert.Equal($"'{name}' is read from files, and this claim may read none.", problem!.Message);
    }
}
