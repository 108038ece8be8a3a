using Assay.Cluster.Links;
using Assay.Cluster.Messages;
using NATS.Client.Core;

namespace Assay.Cluster.Members;

/// <summary>Who is there. Nothing of it is stored: members are asked, and answer.</summary>
internal static class Roster
{
    private const string Inboxes = "_INBOX.";

    /// <summary>Asks all members.</summary>
    /// <param name="link">The connection.</param>
    /// <param name="patience">How long answers are waited for.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<IReadOnlyList<MemberStatus>> AskAsync(ClusterLink link, TimeSpan patience, CancellationToken cancellation)
    {
        var members = new List<MemberStatus>();
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        time.CancelAfter(patience);
        try
        {
            var inbox = link.Connection.NewInbox();
            await using var answers = await link.Connection.SubscribeCoreAsync<byte[]>(inbox, cancellationToken: cancellation).ConfigureAwait(false);
            await link.Connection.PublishAsync(Subjects.Ask, replyTo: inbox, cancellationToken: time.Token).ConfigureAwait(false);
            await foreach (var answer in answers.Msgs.ReadAllAsync(time.Token).ConfigureAwait(false))
            {
                if (MemberStatus.Read(answer.Data) is { } member)
                    members.Add(member);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or NatsException && !cancellation.IsCancellationRequested)
        {
            // The time is over, or the server is away.
        }

        return members;
    }

    /// <summary>Answers until it is cancelled.</summary>
    public static async Task AnswerAsync(ClusterLink link, Func<MemberStatus> status, CancellationToken cancellation)
    {
        try
        {
            await foreach (var question in link.Connection.SubscribeAsync<byte[]>(Subjects.Ask, cancellationToken: cancellation).ConfigureAwait(false))
            {
                // Whoever asks could name any subject, one that empties a queue included, and it would be ours to publish there.
                if (question.ReplyTo?.StartsWith(Inboxes, StringComparison.Ordinal) == true)
                    await question.ReplyAsync(status().Write(), cancellationToken: cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }
    }
}
