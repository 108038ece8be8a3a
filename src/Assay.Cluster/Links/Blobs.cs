using System.Security.Cryptography;
using System.Text.Json;
using NATS.Client.JetStream.Models;
using NATS.Client.ObjectStore;
using NATS.Client.ObjectStore.Models;

namespace Assay.Cluster.Links;

/// <summary>What is too large for a message, in the object store, named by the SHA-256 of what it holds.</summary>
/// <param name="link">The connection.</param>
/// <param name="silence">How long nothing may come of one that is read; as long as a slow server may take, unless told otherwise.</param>
internal sealed class Blobs(ClusterLink link, TimeSpan? silence = null)
{
    /// <summary>The most that goes into a message. A server takes 1 MB unless it was told otherwise.</summary>
    public const int MostInline = 256 << 10;

    /// <summary>What a server has to take: that, and the headers.</summary>
    public const int LeastPayload = MostInline + (16 << 10);

    /// <summary>The most that is taken from the store.</summary>
    public const int Most = 64 << 20;

    private const int MostSilences = 2;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    /// <summary>Keeps bytes.</summary>
    /// <returns>Their name.</returns>
    public async ValueTask<string> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var name = NameOf(bytes.Span);
        var store = await link.Objects.GetObjectStoreAsync(Layout.Blobs, cancellation).ConfigureAwait(false);
        try
        {
            // One that is old may be gone before it is needed, and one whose parts are gone is needed anew.
            var there = await store.GetInfoAsync(name, cancellationToken: cancellation).ConfigureAwait(false);
            if (there.Size == (ulong)bytes.Length && DateTimeOffset.UtcNow - there.MTime is { TotalDays: > -1 and < 1 } && await IsWholeAsync(there, cancellation).ConfigureAwait(false))
                return name;
        }
        catch (Exception exception) when (exception is NatsObjException or JsonException)
        {
            // It is new, or damaged.
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
            for (var silences = 1; ; silences++)
            {
                var content = new byte[await SizeAsync(store, name, cancellation).ConfigureAwait(false)];
                if (await FillAsync(store, name, content, cancellation).ConfigureAwait(false) is { } bytes)
                    return NameOf(bytes) == name ? bytes : throw new InvalidDataException("It is damaged.");

                // A server that was away for that long may give it now.
                if (silences == MostSilences)
                    throw new InvalidDataException("The server has it and does not give it out.");
            }
        }
        catch (NatsObjNotFoundException)
        {
            throw new InvalidDataException("It is no longer in the object store.");
        }
        catch (Exception exception) when (exception is NatsObjException or NotSupportedException or JsonException)
        {
            throw new InvalidDataException("It is damaged.", exception);
        }
    }

    // What the information says need not be so.
    private async ValueTask<ulong> SizeAsync(INatsObjStore store, string name, CancellationToken cancellation)
    {
        for (string? before = null; ;)
        {
            var info = await store.GetInfoAsync(name, cancellationToken: cancellation).ConfigureAwait(false);
            if (info.Size > Most || info.Options?.Link is not null)
                throw new InvalidDataException($"It has {info.Size >> 20} MB, more than the {Most >> 20} MB that are taken, or leads elsewhere.");
            if (await IsWholeAsync(info, cancellation).ConfigureAwait(false))
                return info.Size;

            // Whoever puts it anew takes the parts away that it had.
            if (info.Nuid is null || info.Nuid == before)
                throw new InvalidDataException("Parts of it are no longer in the object store.");
            before = info.Nuid;
        }
    }

    // Whether its parts are there too: whoever asks for them where they are not waits for ever.
    private async ValueTask<bool> IsWholeAsync(ObjectMetadata info, CancellationToken cancellation)
    {
        if (info.Nuid is not { Length: > 0 } id || !id.All(char.IsAsciiLetterOrDigit))
            return false;
        var subject = $"$O.{Layout.Blobs}.C.{id}";
        var stream = await link.Streams.GetStreamAsync($"OBJ_{Layout.Blobs}", new StreamInfoRequest { SubjectsFilter = subject }, cancellation).ConfigureAwait(false);
        return (stream.Info.State.Subjects?.TryGetValue(subject, out var parts) == true ? parts : 0) >= (long)info.Chunks;
    }

    // What came; null where nothing did for too long.
    private async ValueTask<byte[]?> FillAsync(INatsObjStore store, string name, byte[] content, CancellationToken cancellation)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        time.CancelAfter(silence ?? Silence);
        using var stream = new HeardStream(content, () => time.CancelAfter(silence ?? Silence));
        try
        {
            await store.GetAsync(name, stream, leaveOpen: true, cancellationToken: time.Token).ConfigureAwait(false);
            return stream.Position == content.Length ? content : [];
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static string NameOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    // Tells of all that is written.
    private sealed class HeardStream(byte[] content, Action heard) : MemoryStream(content)
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            heard();
            return base.WriteAsync(buffer, cancellationToken);
        }
    }
}
