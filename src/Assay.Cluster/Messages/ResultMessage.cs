using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Assay.Cluster.Links;
using Assay.Trials;
using NATS.Client.Core;

namespace Assay.Cluster.Messages;

/// <summary>
/// An outcome as it travels. A result brings the trial that it is of, kind and input, and counts as the result of that trial only: what it
/// is of does not rest on where it stands. A long input is compared by its SHA-256.
/// </summary>
internal static class ResultMessage
{
    private const string Done = "done";
    private const string Aside = "aside";
    private const int MostLog = 64 << 10;
    private const int MostRepeated = 64 << 10;

    /// <summary>Headers and body to send.</summary>
    /// <param name="trial">What was done; null where a trial was set aside unread.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="worker">Who did it.</param>
    /// <param name="identity">Which build that is.</param>
    /// <param name="blobs">Takes what is too large for a message.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static async ValueTask<(NatsHeaders Headers, ReadOnlyMemory<byte> Body)> WriteAsync(
        Trial? trial, TrialOutcome outcome, TimeSpan elapsed, string worker, Identity identity, Blobs blobs, CancellationToken cancellation)
    {
        var headers = identity.Headers();
        ReadOnlyMemory<byte> body = outcome switch
        {
            Completed completed when trial is not null => (byte[])[.. Repeat(trial, headers).Span, .. completed.Result.Span],
            SetAside aside => JsonSerializer.SerializeToUtf8Bytes(aside.Log.Length <= MostLog ? aside : aside with { Log = aside.Log[^MostLog..] }),
            _ => throw new ArgumentException("A result is one of a trial.", nameof(outcome)),
        };
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
    /// <returns>The outcome and the time it took; null where the message is damaged, or brings the result of another trial.</returns>
    public static async ValueTask<(TrialOutcome Outcome, TimeSpan Elapsed)?> ReadAsync(Trial trial, NatsHeaders? headers, byte[]? body, Blobs blobs, CancellationToken cancellation)
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
                Done => ResultOf(trial, headers, bytes) is { } result ? new Completed(result) : null,
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

    // What stands in front of the result.
    private static ReadOnlyMemory<byte> Repeat(Trial trial, NatsHeaders headers)
    {
        headers["Assay-Kind"] = trial.Kind;
        if (trial.Input.Length > MostRepeated)
        {
            headers["Assay-Input-Digest"] = Convert.ToHexStringLower(SHA256.HashData(trial.Input.Span));
            return default;
        }

        headers["Assay-Input-Length"] = trial.Input.Length.ToString(CultureInfo.InvariantCulture);
        return trial.Input;
    }

    // What is left when the trial in front of it is taken away; null where that is another one.
    private static ReadOnlyMemory<byte>? ResultOf(Trial trial, NatsHeaders headers, byte[] bytes)
    {
        var expected = new NatsHeaders();
        var input = Repeat(trial, expected);
        var isOfTrial = expected.All(header => headers[header.Key] == header.Value) && bytes.AsSpan().StartsWith(input.Span);
        return isOfTrial ? bytes.AsMemory(input.Length) : (ReadOnlyMemory<byte>?)null;
    }
}
