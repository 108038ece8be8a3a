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
    public void A_folder_of_the_user_is_found_or_none(string? given, string? home, string? expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have other places.");
        Assert.Equal(expected, CacheFolder.Of(name => name switch { "XDG_CACHE_HOME" => given, "HOME" => home, _ => null }));
    }
}
