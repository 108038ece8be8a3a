using System.Net;

namespace Assay.Server;

/// <summary>How a server runs.</summary>
public sealed record ServeOptions
{
    /// <summary>The address it listens on.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port; 0 for any that is free.</summary>
    public required int Port { get; init; }

    /// <summary>The folder of the history.</summary>
    public required string Folder { get; init; }

    /// <summary>The program that decides submissions, and its arguments: the tool itself.</summary>
    public required IReadOnlyList<string> Worker { get; init; }

    /// <summary>What submissions may use.</summary>
    public ServeLimits Limits { get; init; } = new();
}
