using System.Globalization;
using Assay.Cluster.Links;
using Assay.Cluster.Messages;
using Assay.Trials;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace Assay.Cluster.Workers;

/// <summary>Sends results, and only then takes the trial out of the queue: whatever is killed in between, nothing is lost.</summary>
/// <param name="link">The connection.</param>
/// <param name="identity">Which build this is.</param>
/// <param name="worker">The worker's name.</param>
/// <param name="patience">Waits while the server is away or full.</param>
internal sealed class ResultSender(ClusterLink link, Identity identity, string worker, Patience patience)
{
    private const string HandedBack = "Assay-Handed-Back";
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(3);

    /// <summary>What is too large for messages.</summary>
    public Blobs Blobs { get; } = new(link);

    /// <summary>Sends a result.</summary>
    /// <param name="message">What brought the trial.</param>
    /// <param name="trial">What was done; null where it was set aside unread.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="giveUp">Ends waiting for the server.</param>
    public async Task SendAsync(INatsJSMsg<byte[]> message, Trial? trial, TrialOutcome outcome, TimeSpan elapsed, CancellationToken giveUp)
    {
        var (run, key) = Subjects.ReadTrial(message.Subject) ?? throw new InvalidOperationException($"'{message.Subject}' is no trial.");
        await patience.DoAsync(
            async stop =>
            {
                var (headers, body) = await ResultMessage.WriteAsync(key, trial, outcome, elapsed, worker, identity, Blobs, stop).ConfigureAwait(false);
                return await link.PutAsync(Subjects.Result(run, key), body, headers, stop).ConfigureAwait(false);
            },
            giveUp).ConfigureAwait(false);
        await ForgetAsync(message).ConfigureAwait(false);
    }

    /// <summary>Takes a trial out of the queue.</summary>
    public async Task ForgetAsync(INatsJSMsg<byte[]> message)
    {
        try
        {
            await message.AckAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NatsException or OperationCanceledException)
        {
            // Then it comes again, and its second result is refused.
        }
    }

    /// <summary>
    /// Gives a trial to somebody else at once. It goes to the end of the queue as a new message: one that comes a fourth time counts as
    /// one that kills workers, and this one did nothing of that kind.
    /// </summary>
    /// <param name="message">The trial.</param>
    /// <param name="alone">What <see cref="Suspicion.Header"/> says from now on; null for what it said.</param>
    public async Task HandBackAsync(INatsJSMsg<byte[]> message, string? alone = null)
    {
        using var moment = new CancellationTokenSource(Moment);
        try
        {
            var (run, key) = Subjects.ReadTrial(message.Subject) ?? throw new InvalidDataException(message.Subject);

            // One without any is refused by whoever takes it next.
            NatsHeaders headers = new(message.Headers?.ToDictionary(header => header.Key, header => header.Value) ?? []);
            var time = int.TryParse(headers.TryGetValue(HandedBack, out var before) ? before.ToString() : "0", NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? times + 1 : 1;
            if (alone is not null)
                headers[Suspicion.Header] = alone;
            headers[HandedBack] = time.ToString(CultureInfo.InvariantCulture);
            await link.PutAsync(Subjects.Trial(identity.Tag, run, key, FormattableString.Invariant($"back-{time}")), message.Data ?? [], headers, moment.Token).ConfigureAwait(false);
            await message.AckAsync(cancellationToken: moment.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NatsException or OperationCanceledException or InvalidDataException or FullException)
        {
            // Then it is given to somebody else once this worker counts as lost.
        }
    }
}
