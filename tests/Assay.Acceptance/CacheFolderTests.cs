using Assay.Cli;

namespace Assay.Acceptance;

/// <summary>Caches lie where each system's customs put them.</summary>
public sealed class CacheFolderTests
{
    [Theory]
    [InlineData("/var/cache/me", "/home/me", "/var/cache/me/assay")]
    [InlineData("relative", "/home/me", "/home/me/.cache/assay")]
    [InlineData("", "/home/me", "/home/me/.cache/assay")]
    [InlineData(null, null, null)]
    [InlineData(null, ".", null)]
    public void A_folder_of_the_user_is_found_or_none(string? given, string? home, string? expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have other places.");
        Assert.Equal(expected, CacheFolder.Of(name => name switch { "XDG_CACHE_HOME" => given, "HOME" => home, _ => null }));
    }

    [Theory]
    [InlineData("cache", false)]
    [InlineData("copy/docs/cache", false)]
    [InlineData("copy/.cache/assay", false)]
    [InlineData("copy/other/cache", false)]
    [InlineData("copy-of-mine/cache", true)]
    [InlineData("home/.cache/assay", true)]
    public void What_comes_with_claims_is_no_place_for_it(string folder, bool isApart)
    {
        using var root = new TestSupport.TemporaryFolder();
        root.Write("copy/.git/HEAD", "");
        root.Write("copy/docs/claims.md", "");
        root.Write("elsewhere/claims.md", "");
        Assert.Equal(isApart, CacheFolder.IsApart(root.At(folder), [root.At("copy/docs/claims.md"), root.At("elsewhere/claims.md"), root.At("cache/claims.md")]));
    }
}
