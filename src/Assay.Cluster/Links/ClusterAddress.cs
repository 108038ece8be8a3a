using System.Text.RegularExpressions;

namespace Assay.Cluster.Links;

/// <summary>Where the server is, and what lets us in. Only <see cref="Shown"/> is ever written anywhere.</summary>
/// <param name="Url">One or several URLs, separated by commas, such as <c>nats://host:4222</c> or <c>tls://host:4222</c>.</param>
internal sealed partial record ClusterAddress(string Url)
{
    /// <summary>A credentials file, as <c>nsc</c> writes it, or null.</summary>
    public string? Credentials { get; init; }

    /// <summary>A file with certificates of the authorities that are trusted, PEM, or null for the system's.</summary>
    public string? Authority { get; init; }

    /// <summary>Our own certificate, PEM, or null.</summary>
    public string? Certificate { get; init; }

    /// <summary>The key of our own certificate, PEM, or null.</summary>
    public string? Key { get; init; }

    /// <summary>Servers without user names, passwords and tokens.</summary>
    public string Shown => ShownOf(Url);

    /// <summary>How a worker is told of the same: what is secret, or lies in files here, stays a word in capitals.</summary>
    public string Joining => ShownOf(Url, user => user.Contains(':', StringComparison.Ordinal) ? "USER:PASSWORD@" : "TOKEN@")
        + string.Concat(Files().Where(file => file.Path is not null).Select(file => $" {file.Option} FILE"));

    /// <summary>What is wrong with the URLs, or null.</summary>
    public static string? Problem(string url) => url.Split(',', StringSplitOptions.TrimEntries).All(IsServer) ? null
        : url.Contains('@', StringComparison.Ordinal) ? $"The URL of '{ShownOf(url)}' cannot be read. In a user name, password or token write all but letters and digits as % and two digits: %40 for @, %23 for #, %25 for %."
        : $"'{url}' is no address of a NATS server. Write for example: nats://{(Host().IsMatch(url) ? url : "host:4222")}";

    private (string Option, string? Path)[] Files() => [("--creds", Credentials), ("--tls-ca", Authority), ("--tls-cert", Certificate), ("--tls-key", Key)];

    private static bool IsServer(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "nats" or "tls" or "ws" or "wss" && uri.Host.Length > 0 && !uri.PathAndQuery.Contains('@', StringComparison.Ordinal);

    // A password that is written as it is may hold what separates servers, or ends their names: up to the last @ nothing may be seen.
    private static string ShownOf(string urls, Func<string, string>? instead = null) => string.Join(',', Groups().Split(urls).Select(url => WithoutUser(url, instead)));

    private static string WithoutUser(string url, Func<string, string>? instead)
    {
        var start = url.IndexOf("//", StringComparison.Ordinal) is >= 0 and var slashes ? slashes + 2 : 0;
        var at = url.LastIndexOf('@');
        return at < start ? url : url[..start] + instead?.Invoke(url[start..at]) + url[(at + 1)..];
    }

    [GeneratedRegex("^[A-Za-z0-9.-]+(:[0-9]+)?$")]
    private static partial Regex Host();

    [GeneratedRegex(",[ ]*(?=[a-z]+://)")]
    private static partial Regex Groups();
}
