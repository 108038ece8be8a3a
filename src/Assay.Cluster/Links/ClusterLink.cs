using System.Diagnostics;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.ObjectStore;

namespace Assay.Cluster.Links;

/// <summary>A connection to the server, with JetStream.</summary>
internal sealed class ClusterLink : IAsyncDisposable
{
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(5);

    // A server that has much to do may take a while.
    private static readonly TimeSpan RequestTime = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan FirstAttempt = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(6);

    private ClusterLink(NatsConnection connection, ClusterAddress address)
    {
        (Connection, Server, Joining) = (connection, address.Shown, address.Joining);
        Streams = new NatsJSContext(connection);
        Objects = new NatsObjContext(Streams);
    }

    /// <summary>What is to end in order before the connection does.</summary>
    public Holds Holds { get; } = new();

    /// <summary>The connection.</summary>
    public NatsConnection Connection { get; }

    /// <summary>JetStream.</summary>
    public NatsJSContext Streams { get; }

    /// <summary>The object store.</summary>
    public NatsObjContext Objects { get; }

    /// <summary>The server's address, to be shown.</summary>
    public string Server { get; }

    /// <summary>What a worker is started with to join it, to be shown.</summary>
    public string Joining { get; }

    /// <summary>Connects, and sees that the streams are there.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="name">What the server calls us.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="requestTime">How long a request waits for its answer; as long as a server that has much to do may take, unless told otherwise.</param>
    /// <exception cref="ClusterException">There is no such server, it does not let us in, or it holds the streams of another version.</exception>
    public static async Task<ClusterLink> OpenAsync(ClusterAddress address, string name, CancellationToken cancellation, TimeSpan? requestTime = null)
    {
        ClusterFiles.Check(address);
        var connection = new NatsConnection(new NatsOpts
        {
            Url = address.Url,
            Name = name,
            AuthOpts = new NatsAuthOpts { CredsFile = address.Credentials },
            TlsOpts = new NatsTlsOpts { CaFile = address.Authority, CertFile = address.Certificate, KeyFile = address.Key },
            ConnectTimeout = ConnectTime,
            RequestTimeout = requestTime ?? RequestTime,
            ReconnectWaitMin = TimeSpan.FromMilliseconds(200),
            ReconnectWaitMax = TimeSpan.FromSeconds(2),
        });
        var link = new ClusterLink(connection, address);
        string? denied = null;
        using var denial = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using var denials = new Denials(connection, words =>
        {
            denied ??= words;
            denial.Cancel();
        }).ConfigureAwait(false);
        try
        {
            await connection.ConnectAsync().AsTask().WaitAsync(cancellation).ConfigureAwait(false);
            if (connection.ServerInfo is { JetStreamAvailable: false })
                throw new ClusterException($"{address.Shown} has no JetStream.", ConnectionFailure.Start);
            if (connection.ServerInfo is { MaxPayload: < Blobs.LeastPayload and var most })
                throw new ClusterException($"{address.Shown} takes messages of up to {most} bytes, and trials need {Blobs.LeastPayload}.", "Set max_payload in its configuration: 1 MB is usual.");
            await EnsureAsync(link, requestTime ?? RequestTime, denial.Token).ConfigureAwait(false);
            return link;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            await link.DisposeAsync().ConfigureAwait(false);
            if (exception is ClusterException)
                throw;
            if (denied is not null)
                throw new ClusterException($"{address.Shown} does not permit what is needed: {denied}.", "Who joins has to publish and subscribe to assay.>, _INBOX.>, $JS.API.>, $JS.ACK.> and $O.assay-blobs.>");
            throw ConnectionFailure.Of(exception, address.Shown);
        }
        catch (OperationCanceledException)
        {
            await link.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // Servers of a cluster that have just found each other have no leader yet: they refuse, or say nothing, and what was asked then is never answered.
    private static async Task EnsureAsync(ClusterLink link, TimeSpan within, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        for (var patience = FirstAttempt; ; patience *= 2)
        {
            var left = within - clock.Elapsed;
            using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            time.CancelAfter(left > patience ? patience : left > TimeSpan.Zero ? left : TimeSpan.Zero);
            try
            {
                await Layout.EnsureAsync(link, time.Token).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested && left > patience + Pause
                && exception is NatsJSApiException { Error.ErrCode: Layout.NotYet } or OperationCanceledException or NatsNoReplyException)
            {
                await Task.Delay(Pause, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits until what holds it has ended, but not for ever.</summary>
    public async ValueTask DisposeAsync()
    {
        await Holds.WaitAsync(EndTime).ConfigureAwait(false);
        await Connection.DisposeAsync().ConfigureAwait(false);
    }
}
