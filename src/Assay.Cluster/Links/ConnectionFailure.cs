using System.Security.Authentication;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace Assay.Cluster.Links;

/// <summary>Says why there is no connection, and what to do.</summary>
internal static class ConnectionFailure
{
    /// <summary>The reason. Texts of the client are not passed on, as they may hold a URL with a password.</summary>
    public static ClusterException Of(Exception exception, string server)
    {
        var all = Chain(exception).ToList();
        if (all.Any(one => one is NatsServerException { IsAuthError: true } || one.Message.Contains("Authorization", StringComparison.OrdinalIgnoreCase) || one.Message.Contains("authentication", StringComparison.OrdinalIgnoreCase) && one is NatsException))
            return new ClusterException($"{server} does not let us in.", "Name the right credentials file with --creds, or the user in the URL.");
        if (all.Any(one => one is AuthenticationException || one.Message.Contains("TLS", StringComparison.Ordinal)))
            return new ClusterException($"No secure connection to {server} comes about.", "Name the authority of its certificate with --tls-ca, and our own certificate with --tls-cert and --tls-key where it asks for one.");
        if (all.Any(one => one is NatsJSApiException { Error.ErrCode: Layout.NotEnabled or Layout.NotEnabledForAccount } or NatsNoRespondersException or NatsJSApiNoResponseException))
            return new ClusterException($"{server} has no JetStream.", "Start it with one: nats-server --jetstream --store_dir FOLDER");
        if (all.OfType<NatsJSApiException>().FirstOrDefault() is { } refused)
            return new ClusterException($"{server} refuses: {refused.Error.Description}.", "Look at its log and its limits.");
        return new ClusterException($"No NATS server answers at {server}.", "Start one: nats-server --jetstream --store_dir FOLDER");
    }

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            yield return exception;
    }
}
