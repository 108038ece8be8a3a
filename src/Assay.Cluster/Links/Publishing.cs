using NATS.Client.Core;
using NATS.Client.JetStream;

namespace Assay.Cluster.Links;

/// <summary>Puts messages into streams.</summary>
internal static class Publishing
{
    // A full disk has the same code.
    private const string SubjectTaken = "per subject";

    /// <summary>Puts a message into a stream, unless there is one of its subject.</summary>
    /// <returns>Its number in the stream; 0 where there was one.</returns>
    /// <exception cref="FullException">The server has no room.</exception>
    public static async ValueTask<ulong> PutAsync(this ClusterLink link, string subject, ReadOnlyMemory<byte> data, NatsHeaders headers, CancellationToken cancellation)
    {
        var answer = await link.Streams.PublishAsync(subject, data, NatsRawSerializer<ReadOnlyMemory<byte>>.Default, headers: headers, cancellationToken: cancellation).ConfigureAwait(false);
        return answer.Error switch
        {
            null => answer.Seq,
            { ErrCode: Layout.NotStored } error when error.Description?.Contains(SubjectTaken, StringComparison.Ordinal) == true => 0,
            { Code: >= 500 } or { ErrCode: Layout.AccountIsFull } => throw new FullException(answer.Error.Description ?? "there is no room"),
            { } error => throw new NatsJSApiException(error),
        };
    }
}
