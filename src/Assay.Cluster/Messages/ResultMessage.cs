using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Assay.Cluster.Links;
using Assay.Trials;
using NATS.Client.Core;

namespace Assay.Cluster.Messages;

/// <summary>
/// An outcome as it travels. It brings what it is the outcome of, kind and input, and counts for that trial only: nothing rests on where it
/// stands. A long input is compared by its SHA-256, so that results need no more room than trials did; where a verdict hangs on it, the result proper brings it too (<see cref="BroughtInput"/>). A trial that was set aside unread is known by its key.
/// </summary>
internal static class ResultMessage
{
    private const string Done = "done";
    private const string Aside = "aside";
    private const int MostLog = 64 << 10;
    private const int MostRepeated = 1 << 10;

    /// <summary>Headers and body to send.</summary>
    /// <param name="key">The key of the trial.</param>
    /// <param name="trial">What was done; null where a trial was set aside unread.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="worker">Who did it.</param>
    /// <param name="identity">Which build that is.</param>
    /// <param name="blobs">Takes what is too large for a message.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static async ValueTask<(NatsHeaders Headers, ReadOnlyMemory<byte> Body)> WriteAsync(
        string key, Trial? trial, TrialOutcome outcome, TimeSpan elapsed, string worker, Identity identity, Blobs blobs, CancellationToken cancellation)
    {
        var headers = identity.Headers();
        headers["Assay-Key"] = key;
        var input = trial is null ? default : Repeat(trial, headers);
        if (outcome is Completed large && input.Length + large.Result.Length > Blobs.Most)
            outcome = new SetAside($"Its result has {large.Result.Length >> 20} MB, more than the {Blobs.Most >> 20} MB that are taken.", "");
        ReadOnlyMemory<byte> own = outcome switch
        {
            Completed completed when trial is not null => completed.Result,
            SetAside aside => JsonSerializer.SerializeToUtf8Bytes(aside.Log.Length <= MostLog ? aside : aside with { Log = aside.Log[^MostLog..] }),
            _ => throw new ArgumentException("A result is one of a trial.", nameof(outcome)),
        };
        var body = input.IsEmpty ? own : (byte[])[.. input.Span, .. own.Span];
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
    /// <param name="key">The key of the trial that it is to be the outcome of.</param>
    /// <param name="trial">That trial.</param>
    /// <param name="own">Which build the result is to be of.</param>
    /// <param name="headers">The headers.</param>
    /// <param name="body">The body.</param>
    /// <param name="blobs">Where large ones are.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The outcome and the time it took; null where the message is damaged, or brings the outcome of another trial or the result of another build.</returns>
    public static async ValueTask<(TrialOutcome Outcome, TimeSpan Elapsed)?> ReadAsync(
        string key, Trial trial, Identity own, NatsHeaders? headers, byte[]? body, Blobs blobs, CancellationToken cancellation)
    {
        try
        {
            if (headers is null || !double.TryParse(headers["Assay-Milliseconds"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var milliseconds) || !(milliseconds <= TrialMessage.LongestTime.TotalMilliseconds))
                return null;
            var bytes = headers.TryGetValue("Assay-Blob", out var blob) ? await blobs.GetAsync(blob.ToString(), cancellation).ConfigureAwait(false) : body ?? [];
            if (headers["Assay-Digest"] != Convert.ToHexStringLower(SHA256.HashData(bytes)))
                return null;
            TrialOutcome? outcome = (headers["Assay-Outcome"].ToString(), OwnPart(key, trial, headers, bytes)) switch
            {
                (Done, { } result) when own.Refuses(headers) is null && headers.ContainsKey("Assay-Kind") => new Completed(result),
                (Aside, { } aside) when JsonSerializer.Deserialize<SetAside>(aside.Span) is { Reason: not null, Log: not null } read => read,
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
    private static ReadOnlyMemory<byte>? OwnPart(string key, Trial trial, NatsHeaders headers, byte[] bytes)
    {
        if (headers["Assay-Key"] != key)
            return null;
        if (!headers.ContainsKey("Assay-Kind"))
            return bytes;
        var expected = new NatsHeaders();
        var input = Repeat(trial, expected);
        var isOfTrial = expected.All(header => headers[header.Key] == header.Value) && bytes.AsSpan().StartsWith(input.Span);
        return isOfTrial ? bytes.AsMemory(input.Length) : (ReadOnlyMemory<byte>?)null;
    }
}
