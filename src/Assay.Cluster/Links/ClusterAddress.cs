namespace Assay.Cluster.Links;

/// <summary>Where the server is, and what lets us in. Only <see cref="Shown"/> is ever written anywhere.</summary>
/// <param name="Url">One or several URLs, separated by commas, such as <c>nats://host:4222</c> or <c>tls://host:4222</c>.</param>
internal sealed record ClusterAddress(string Url)
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
    public string Shown => string.Join(',', Url.Split(',', StringSplitOptions.TrimEntries).Select(WithoutUser));

    /// <summary>What is wrong with the URLs, or null.</summary>
    public static string? Problem(string url) =>
        url.Split(',', StringSplitOptions.TrimEntries).FirstOrDefault(one => !Uri.TryCreate(one, UriKind.Absolute, out var uri) || uri.Scheme is not ("nats" or "tls" or "ws" or "wss") || uri.Host.Length == 0) is { } wrong
            ? $"'{WithoutUser(wrong)}' is no address of a NATS server. Write for example: nats://host:4222"
            : null;

    // The last @ before the path ends what must not be seen, also where the rest is no URL.
    private static string WithoutUser(string url)
    {
        var start = url.IndexOf("//", StringComparison.Ordinal) is >= 0 and var slashes ? slashes + 2 : 0;
        var end = url.IndexOf('/', start) is >= 0 and var slash ? slash : url.Length;
        var at = url.LastIndexOf('@', end - 1, end - start);
        if (at < 0)
            at = url.LastIndexOf('@');
        return at < start ? url : url[..start] + url[(at + 1)..];
    }
}
