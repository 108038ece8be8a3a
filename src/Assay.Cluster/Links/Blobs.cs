using System.Security.Cryptography;
using NATS.Client.ObjectStore;

namespace Assay.Cluster.Links;

/// <summary>What is too large for a message, in the object store, named by the SHA-256 of what it holds.</summary>
/// <param name="link">The connection.</param>
internal sealed class Blobs(ClusterLink link)
{
    /// <summary>The most that goes into a message. A server takes 1 MB unless it was told otherwise.</summary>
    public const int MostInline = 256 << 10;

    /// <summary>What a server has to take: that, and the headers.</summary>
    public const int LeastPayload = MostInline + (16 << 10);

    /// <summary>The most that is taken from the store.</summary>
    public const int Most = 64 << 20;

    /// <summary>Keeps bytes.</summary>
    /// <returns>Their name.</returns>
    public async ValueTask<string> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var name = NameOf(bytes.Span);
        var store = await link.Objects.GetObjectStoreAsync(Layout.Blobs, cancellation).ConfigureAwait(false);
        try
        {
            // One that is old may be gone before it is needed.
            var there = await store.GetInfoAsync(name, cancellationToken: cancellation).ConfigureAwait(false);
            if (there.Size == (ulong)bytes.Length && DateTimeOffset.UtcNow - there.MTime is { TotalDays: > -1 and < 1 })
                return name;
        }
        catch (NatsObjNotFoundException)
        {
            // It is new.
        }

        await store.PutAsync(name, bytes.ToArray(), cancellation).ConfigureAwait(false);
        return name;
    }

    /// <summary>The bytes of a name.</summary>
    /// <exception cref="InvalidDataException">There are none, they are too many, or others.</exception>
    public async ValueTask<byte[]> GetAsync(string name, CancellationToken cancellation)
    {
        if (name.Length != 2 * SHA256.HashSizeInBytes || !name.All(char.IsAsciiHexDigitLower))
            throw new InvalidDataException("The object store holds nothing under such a name.");
        var store = await link.Objects.GetObjectStoreAsync(Layout.Blobs, cancellation).ConfigureAwait(false);
        try
        {
            var info = await store.GetInfoAsync(name, cancellationToken: cancellation).ConfigureAwait(false);
            if (info.Size > Most || info.Options?.Link is not null)
                throw new InvalidDataException($"It has {info.Size >> 20} MB, more than the {Most >> 20} MB that are taken, or leads elsewhere.");

            // What the information says need not be so.
            var content = new byte[info.Size];
            using var stream = new MemoryStream(content);
            await store.GetAsync(name, stream, leaveOpen: true, cancellationToken: cancellation).ConfigureAwait(false);
            var bytes = stream.Position == content.Length ? content : [];
            return NameOf(bytes) == name ? bytes : throw new InvalidDataException("It is damaged.");
        }
        catch (NatsObjNotFoundException)
        {
            throw new InvalidDataException("It is no longer in the object store.");
        }
        catch (Exception exception) when (exception is NatsObjException or NotSupportedException)
        {
            throw new InvalidDataException("It is damaged.", exception);
        }
    }

    private static string NameOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
