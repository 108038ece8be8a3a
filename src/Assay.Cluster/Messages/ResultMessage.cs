using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Assay.Cluster.Links;
using Assay.Trials;
using NATS.Client.Core;

namespace Assay.Cluster.Messages;

/// <summary>An outcome as it travels.</summary>
internal static class ResultMessage
{
    private const string Done = "done";
    private const string Aside = "aside";
    private const int MostLog = 64 << 10;

    /// <summary>Headers and body to send.</summary>
    public static async ValueTask<(NatsHeaders Headers, ReadOnlyMemory<byte> Body)> WriteAsync(
        TrialOutcome outcome, TimeSpan elapsed, string worker, Identity identity, Blobs blobs, CancellationToken cancellation)
    {
        var body = outcome switch
        {
            Completed completed => completed.Result,
            SetAside aside => JsonSerializer.SerializeToUtf8Bytes(aside.Log.Length <= MostLog ? aside : aside with { Log = aside.Log[^MostLog..] }),
            _ => throw new ArgumentException("There are no others.", nameof(outcome)),
        };
        var headers = identity.Headers();
        headers["Assay-Outcome"] = outcome is Completed ? Done : Aside;
        headers["Assay-Digest"] = Convert.ToHexStringLower(SHA256.HashData(body.Span));
        headers["Assay-Worker"] = worker;
        headers["Assay-Milliseconds"] = elapsed.TotalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture);
        if (body.Length <= Blobs.MostInline)
            return (headers, body);
        headers["Assay-Blob"] = await blobs.PutAsync(body, cancellation).ConfigureAwait(false);
        return (headers, default);
    }

    /// <summary>Reads an outcome.</summary>
    /// <returns>The outcome and the time it took; null where the message is damaged.</returns>
    public static async ValueTask<(TrialOutcome Outcome, TimeSpan Elapsed)?> ReadAsync(NatsHeaders? headers, byte[]? body, Blobs blobs, CancellationToken cancellation)
    {
        try
        {
            if (headers is null || !double.TryParse(headers["Assay-Milliseconds"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var milliseconds) || !double.IsFinite(milliseconds))
                return null;
            var bytes = headers.TryGetValue("Assay-Blob", out var blob) ? await blobs.GetAsync(blob.ToString(), cancellation).ConfigureAwait(false) : body ?? [];
            if (headers["Assay-Digest"] != Convert.ToHexStringLower(SHA256.HashData(bytes)))
                return null;
            TrialOutcome? outcome = headers["Assay-Outcome"].ToString() switch
            {
                Done => new Completed(bytes),
                Aside => JsonSerializer.Deserialize<SetAside>(bytes),
                _ => null,
            };
            return outcome is null ? null : (outcome, TimeSpan.FromMilliseconds(milliseconds));
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException or OverflowException)
        {
            return null;
        }
    }
}
