using System.Security.Cryptography;
using NATS.Client.ObjectStore;

namespace Assay.Cluster.Links;

/// <summary>What is too large for a message, in the object store, named by the SHA-256 of what it holds.</summary>
/// <param name="link">The connection.</param>
internal sealed class Blobs(ClusterLink link)
{
    /// <summary>The most that goes into a message. A server takes 1 MB unless it was told otherwise.</summary>
    public const int MostInline = 256 << 10;

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
            if ((await store.GetInfoAsync(name, cancellationToken: cancellation).ConfigureAwait(false)).Size == (ulong)bytes.Length)
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
        var store = await link.Objects.GetObjectStoreAsync(Layout.Blobs, cancellation).ConfigureAwait(false);
        try
        {
            var info = await store.GetInfoAsync(name, cancellationToken: cancellation).ConfigureAwait(false);
            if (info.Size > Most)
                throw new InvalidDataException($"It has {info.Size >> 20} MB, more than the {Most >> 20} MB that are taken.");
            var bytes = await store.GetBytesAsync(name, cancellation).ConfigureAwait(false);
            return NameOf(bytes) == name ? bytes : throw new InvalidDataException("It is damaged.");
        }
        catch (NatsObjNotFoundException)
        {
            throw new InvalidDataException("It is no longer in the object store.");
        }
    }

    private static string NameOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
