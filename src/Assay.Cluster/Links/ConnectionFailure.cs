using System.Security.Authentication;
using System.Text.RegularExpressions;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace Assay.Cluster.Links;

/// <summary>Says why there is no connection, and what to do.</summary>
internal static partial class ConnectionFailure
{
    /// <summary>How a server is started.</summary>
    public const string Start = "Start one: nats-server --jetstream --store_dir FOLDER";

    /// <summary>The reason. Texts of the client are not passed on, as they may hold a URL with a password.</summary>
    public static ClusterException Of(Exception exception, string server)
    {
        var all = Chain(exception).ToList();
        if (all.Any(one => one.Message.Contains("does not support TLS", StringComparison.Ordinal)))
            return new ClusterException($"{server} offers no secure connection.", "Write nats:// and leave the options for TLS out, or let the server have a certificate.");
        if (all.Any(one => one is not NatsException && RefusalOfCertificate().IsMatch(one.Message)))
            return new ClusterException($"{server} does not take our certificate, or asks for one and gets none.", "Give --tls-cert and --tls-key, signed by an authority that it trusts; its log says more.");
        if (all.Any(one => one is AuthenticationException || one.Message.Contains("TLS", StringComparison.Ordinal)))
            return new ClusterException($"No secure connection to {server} comes about.", "Its certificate has to name the host of the URL (subjectAltName), to be in date, and to be signed by an authority that is trusted: --tls-ca names one. Where it asks for ours: --tls-cert and --tls-key.");
        if (all.Any(one => one is NatsServerException { IsAuthError: true } || one.Message.Contains("Authorization", StringComparison.OrdinalIgnoreCase) || one.Message.Contains("authentication", StringComparison.OrdinalIgnoreCase) && one is NatsException))
            return new ClusterException($"{server} does not let us in.", "Name the right credentials file with --creds, or the user or token in the URL: nats://USER:PASSWORD@HOST, nats://TOKEN@HOST");
        if (all.Any(one => one is NatsJSApiException { Error.ErrCode: Layout.NotEnabled or Layout.NotEnabledForAccount } or NatsNoRespondersException))
            return new ClusterException($"{server} has no JetStream for us.", "Let it have one for this account.");
        if (all.OfType<NatsJSApiException>().FirstOrDefault() is { } refused)
            return new ClusterException($"{server} refuses: {refused.Error.Description}.", "Look at its log and its limits.");
        if (all.Any(one => one is NatsJSApiNoResponseException or NatsNoReplyException or TimeoutException or OperationCanceledException))
            return new ClusterException($"{server} did not answer in time.", "It may have too much to do, its disk may be full, or it is no NATS server; its log says more.");
        return new ClusterException($"No NATS server answers at {server}.", $"See whether name and port are right. {Start}");
    }

    // As OpenSSL has it of the other side.
    [GeneratedRegex("alert .*(certificate|unknown ca)")]
    private static partial Regex RefusalOfCertificate();

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            yield return exception;
    }
}
