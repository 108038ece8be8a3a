using System.CommandLine;
using Assay.Cluster.Links;

namespace Assay.Cli.Clusters;

/// <summary>The options that say where the server is, and what lets us in.</summary>
internal sealed class ClusterOptions
{
    private readonly Option<string?> _url;

    private readonly Option<string?> _credentials = new("--creds") { Description = "The credentials file for the server, as nsc writes it.", HelpName = "FILE" };

    private readonly Option<string?> _authority = new("--tls-ca") { Description = "Certificates of the authorities that the server's is trusted for, as PEM.", HelpName = "FILE" };

    private readonly Option<string?> _certificate = new("--tls-cert") { Description = "Our own certificate, where the server asks for one, as PEM.", HelpName = "FILE" };

    private readonly Option<string?> _key = new("--tls-key") { Description = "The key of our own certificate, as PEM.", HelpName = "FILE" };

    /// <summary>The options.</summary>
    /// <param name="name">The name of the one with the URL.</param>
    /// <param name="description">What that one is for.</param>
    /// <param name="isRequired">Whether it must be given.</param>
    public ClusterOptions(string name, string description, bool isRequired)
    {
        _url = new Option<string?>(name) { Description = description, HelpName = "URL", Required = isRequired };
        _url.Validators.Add(result =>
        {
            if (result.Tokens is [var url] && ClusterAddress.Problem(url.Value) is { } problem)
                result.AddError($"{name}: {problem}");
        });
    }

    /// <summary>Adds the options.</summary>
    public void AddTo(Command command)
    {
        Option[] ways = [_credentials, _authority, _certificate, _key];
        foreach (var option in (Option[])[_url, .. ways])
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_url) is null && ways.FirstOrDefault(way => result.GetResult(way) is not null) is { } way)
                result.AddError($"{way.Name} is for a server, and none is named: add {_url.Name} URL.");
        });
    }

    /// <summary>Reads what was given; null when no server was.</summary>
    public ClusterAddress? Read(ParseResult result) => result.GetValue(_url) is { } url
        ? new ClusterAddress(url)
        {
            Credentials = result.GetValue(_credentials),
            Authority = result.GetValue(_authority),
            Certificate = result.GetValue(_certificate),
            Key = result.GetValue(_key),
        }
        : null;
}
