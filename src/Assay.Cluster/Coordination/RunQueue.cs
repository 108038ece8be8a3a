using Assay.Cluster.Links;
using Assay.Cluster.Messages;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace Assay.Cluster.Coordination;

/// <summary>Takes trials out of the queue.</summary>
/// <remarks>
/// One by one, never by their subjects: nats-server before 2.9.14 counts everything as delivered that waits in the same queue when some of it is purged by subject, so that the
/// trials of other runs would wait for ever (nats-server pull request 3838); nor does it give back their room.
/// </remarks>
/// <param name="link">The connection.</param>
/// <param name="goesOn">Hears each time that the server has answered.</param>
internal sealed class RunQueue(ClusterLink link, Action? goesOn = null)
{
    private const int AtOnce = 64;

    // JSStreamMsgDeleteFailed of nats-server.
    private const int DeleteFailed = 10057;

    /// <summary>Takes out the messages with these numbers.</summary>
    public async Task RemoveAsync(IEnumerable<ulong> places, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(places.Where(place => place > 0), options, async (place, stop) => await RemoveAsync(place, stop).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Takes out all that is queued of a run, whoever queued it.</summary>
    public async Task RemoveAllAsync(string tag, string run, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        var stream = await link.Streams.GetStreamAsync(Layout.Trials, new StreamInfoRequest { SubjectsFilter = Subjects.Trials(tag, run) }, cancellation).ConfigureAwait(false);
        await Parallel.ForEachAsync(stream.Info.State.Subjects?.Keys ?? Enumerable.Empty<string>(), options, async (subject, stop) =>
        {
            try
            {
                var message = await stream.GetAsync(new StreamMsgGetRequest { LastBySubj = subject }, stop).ConfigureAwait(false);
                await RemoveAsync(message.Message.Seq, stop).ConfigureAwait(false);
            }
            catch (NatsJSApiException exception) when (exception.Error.Code == 404)
            {
                // It has been done in the meantime.
            }
        }).ConfigureAwait(false);
    }

    /// <summary>Takes out the message with a number.</summary>
    /// <returns>Whether it was there.</returns>
    public async ValueTask<bool> RemoveAsync(ulong place, CancellationToken cancellation)
    {
        try
        {
            var isGone = (await link.Streams.DeleteMessageAsync(Layout.Trials, new StreamMsgDeleteRequest { Seq = place, NoErase = true }, cancellation).ConfigureAwait(false)).Success;
            goesOn?.Invoke();
            return isGone;
        }
        catch (NatsJSApiException exception) when (exception.Error.Code < 500 || IsGone(exception.Error))
        {
            // It has been done in the meantime.
            goesOn?.Invoke();
            return false;
        }
    }

    // A message that a worker has acknowledged in the meantime is refused as a fault of the server's own.
    private static bool IsGone(ApiError error) => error.ErrCode == DeleteFailed && error.Description is "no message found" or "deleted message";
}
