using System.Globalization;
using Assay.Cluster.Links;
using Assay.Trials;
using NATS.Client.Core;

namespace Assay.Cluster.Messages;

/// <summary>A trial as it travels: the input is the body, or stands in the object store; what it needs stands in headers.</summary>
/// <param name="Run">The run that it belongs to.</param>
/// <param name="Key">Its key.</param>
/// <param name="Trial">The trial.</param>
internal sealed record TrialMessage(string Run, string Key, Trial Trial)
{
    /// <summary>The most that the time of a trial may be.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromDays(15);

    /// <summary>Headers and body to send.</summary>
    public static async ValueTask<(NatsHeaders Headers, ReadOnlyMemory<byte> Body)> WriteAsync(Trial trial, string key, Identity identity, Blobs blobs, CancellationToken cancellation)
    {
        var headers = identity.Headers();
        headers["Assay-Key"] = key;
        headers["Assay-Kind"] = trial.Kind;
        headers["Assay-Milliseconds"] = trial.Time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
        if (System.Diagnostics.Activity.Current?.Id is { } parent)
            headers["traceparent"] = parent;
        if (trial.Input.Length <= Blobs.MostInline)
            return (headers, trial.Input);
        headers["Assay-Blob"] = await blobs.PutAsync(trial.Input, cancellation).ConfigureAwait(false);
        return (headers, default);
    }

    /// <summary>Reads a message; everything in it is checked.</summary>
    /// <returns>The trial; or why it is refused, with the run and the key if there are any.</returns>
    public static async ValueTask<(TrialMessage? Message, SetAside? Refusal)> ReadAsync(
        string subject, NatsHeaders? headers, byte[]? body, Identity own, Blobs blobs, CancellationToken cancellation)
    {
        if (Subjects.ReadTrial(subject) is not var (run, key) || headers is null)
            return (null, new SetAside("The message is damaged: it has no headers.", ""));
        if (own.Refuses(headers) is { } refusal)
            return (null, new SetAside(refusal, ""));
        if (!double.TryParse(headers["Assay-Milliseconds"], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) || !(milliseconds <= LongestTime.TotalMilliseconds))
            return (null, new SetAside("The message is damaged: the time is none.", ""));
        var input = body ?? [];
        if (headers.TryGetValue("Assay-Blob", out var blob))
        {
            try
            {
                input = await blobs.GetAsync(blob.ToString(), cancellation).ConfigureAwait(false);
            }
            catch (InvalidDataException exception)
            {
                return (null, new SetAside($"Its input cannot be had: {exception.Message}", ""));
            }
        }

        var trial = new Trial(headers["Assay-Kind"].ToString(), input) { Time = TimeSpan.FromMilliseconds(milliseconds) };
        return trial.KeyFor(own.Build) == key && headers["Assay-Key"] == key
            ? (new TrialMessage(run, key, trial), null)
            : (null, new SetAside("The message is damaged: its key is that of something else.", ""));
    }
}
