using System.Text;
using Assay.Cluster.Coordination;
using Assay.Cluster.Links;
using Assay.Cluster.Members;
using Assay.Cluster.Messages;
using Assay.Cluster.Workers;
using Assay.TestSupport;
using Assay.TrialHost;
using Assay.Trials;
using NATS.Client.Core;

namespace Assay.Cluster.Tests;

/// <summary>Whoever may use the server can send what he likes: nothing of it works on what others have.</summary>
public class StrangerTests
{
    [Theory(Timeout = NatsServer.Timeout)]
    [InlineData("$JS.API.STREAM.PURGE.ASSAY_TRIALS")]
    [InlineData("assay.result.run.key")]
    public async Task Who_asks_is_answered_in_his_inbox_and_nowhere_else(string elsewhere)
    {
        using var server = new NatsServer();
        await using var coordinator = await Coordinator.JoinAsync(server);
        await using var stranger = await Coordinator.JoinAsync(server);
        using var over = new CancellationTokenSource();
        await coordinator.Link.PutAsync(Subjects.Trial("tag", "run", "key", "0"), new byte[] { 1 }, new NatsHeaders(), CancellationToken.None);
        var answering = Roster.AnswerAsync(coordinator.Link, () => new MemberStatus(MemberStatus.Worker, "id", "", "", "", 1), over.Token);
        while ((await Roster.AskAsync(stranger.Link, TimeSpan.FromMilliseconds(200), CancellationToken.None)).Count == 0)
        {
        }

        await stranger.Link.Connection.PublishAsync(Subjects.Ask, replyTo: elsewhere);
        Assert.Single(await Roster.AskAsync(stranger.Link, TimeSpan.FromSeconds(1), CancellationToken.None));

        Assert.Equal((1, 0), (await coordinator.QueuedAsync(), await coordinator.StoredAsync()));
        await over.CancelAsync();
        await answering;
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public async Task A_trial_without_headers_is_refused_however_often_it_was_given_out()
    {
        using var server = new NatsServer();
        await using var coordinator = await Coordinator.JoinAsync(server);
        List<Trial> trials = [TestTrials.Waiting(1, 1)];
        var subject = Subjects.Trial(Coordinator.Identity.Tag, new RunState(trials, Coordinator.Identity.Build).Run, trials[0].KeyFor(TestTrials.Kinds.Build), "0");
        await coordinator.Link.Connection.PublishAsync(subject, new byte[] { 1 });
        var queue = new TrialQueue(coordinator.Link, Coordinator.Identity, new Patience(coordinator.Link, _ => { }));
        await queue.JoinAsync(TimeSpan.FromSeconds(1), CancellationToken.None);
        for (var times = 0; times < 4;)
            times += (await queue.TakeAsync(1, isBrief: true, CancellationToken.None)).Count;

        var running = coordinator.RunAllAsync(trials);
        using var worker = ClusterProgram.Worker(server, 1);

        Assert.Contains("The message is damaged: it does not say what it is of.", Assert.IsType<SetAside>(Assert.Single(await running)).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("NullReferenceException", worker.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = NatsServer.Timeout)]
    public Task What_members_say_of_themselves_writes_no_lines_of_its_own() => Watch(
        "```claim too-large\nfor-all: int x\nclaim: x.Length > 3\n```\n",
        "No worker with the same path through the processor is there; waiting. \uFFFD[2J assay: forged",
        [],
        (stranger, over) => AnswerAsync(stranger, ["""{"Role":"worker","Id":"\u001b[2J\nassay: forged","Version":"\u001b","Tag":"\u001b","Processor":"\u001b","Seconds":1,"Cores":1}"""], over));

    [Theory(Timeout = NatsServer.Timeout)]
    [InlineData("for-all: int x\nclaim: x.Length > 3")]
    [InlineData("domain: language-models\nmodel: endpoint\ntask: far = redefinition(depth: 1, distance: 2)\nclaim: share(far.right > 0) >= 0.9", "--model", "parrot")]
    public Task Who_sends_a_damaged_result_is_named_without_what_works_on_terminals(string claim, params string[] more) => Watch(
        $"```claim one\n{claim}\n```\n", "A result of \uFFFD[2J was damaged on its way", more, DamageAsync);

    /// <summary>Answers whoever asks who is there, until it is cancelled.</summary>
    internal static async Task AnswerAsync(Coordinator stranger, IReadOnlyList<string> answers, CancellationToken over)
    {
        try
        {
            await foreach (var question in stranger.Link.Connection.SubscribeAsync<byte[]>(Subjects.Ask, cancellationToken: over))
            {
                foreach (var answer in answers)
                    await question.ReplyAsync(Encoding.UTF8.GetBytes(answer), cancellationToken: CancellationToken.None);
            }
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }
    }

    // Sends a damaged result of each trial that is queued.
    private static async Task DamageAsync(Coordinator stranger, CancellationToken over)
    {
        try
        {
            await foreach (var trial in stranger.Link.Connection.SubscribeAsync<byte[]>("assay.trial.>", cancellationToken: over))
            {
                var (run, key) = Subjects.ReadTrial(trial.Subject)!.Value;
                await stranger.Link.PutAsync(Subjects.Result(run, key), default, new NatsHeaders { ["Assay-Worker"] = "\u001b[2J" }, CancellationToken.None);
            }
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }
    }

    // Runs the tool until it has said something, and looks at all that it said.
    private static async Task Watch(string claim, string expected, string[] more, Func<Coordinator, CancellationToken, Task> stranger)
    {
        using var server = new NatsServer();
        using var folder = new TemporaryFolder();
        await using var other = await Coordinator.JoinAsync(server);
        using var over = new CancellationTokenSource();
        var interfering = Task.Run(() => stranger(other, over.Token), CancellationToken.None);
        using var check = ClusterProgram.Tool(["check", folder.Write("claim.md", claim), "--no-store", "--on", server.Url, .. more]);
        await Task.Run(() => check.WaitFor(() => check.Error.Contains("assay: ", StringComparison.Ordinal) && check.Error.EndsWith('\n')), TestContext.Current.CancellationToken);
        check.Terminate();
        Assert.Equal(130, check.Wait());
        await over.CancelAsync();
        await interfering;

        Assert.Contains(expected, check.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', check.Error);
        Assert.DoesNotContain("\nassay: forged", check.Error, StringComparison.Ordinal);
    }
}
