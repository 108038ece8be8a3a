using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Assay.Reporting.Json;
using Assay.Server.History;
using Assay.Server.Pool;
using Assay.Server.Web;
using Assay.Server.Work;

namespace Assay.Server.Runs;

/// <summary>Takes submissions, has them decided, keeps what comes out, and then tells it.</summary>
/// <param name="lane">Who decides.</param>
/// <param name="history">Where it is kept.</param>
/// <param name="limits">What a submission may use.</param>
/// <param name="time">The clock.</param>
internal sealed class RunDesk(Lane lane, HistoryStore history, ServeLimits limits, TimeProvider time) : IDisposable
{
    private const int MostEnded = 32;
    private const long MostEndedCharacters = 16 << 20;

    private readonly ConcurrentDictionary<string, Run> _live = new();
    private readonly EndedRuns _ended = new(MostEnded, MostEndedCharacters);

    /// <summary>The runs that wait or are being decided.</summary>
    public IEnumerable<Run> Live => _live.Values;

    /// <summary>A run that waits or is being decided, or null.</summary>
    public Run? Find(string id) => _live.GetValueOrDefault(id);

    /// <summary>What came out of a run: one of the last that ended, or one of the history; or null.</summary>
    public StoredRun? FindEnded(string id) => _ended.Find(id) ?? history.Find(id);

    /// <summary>A run whose events can be told: one that waits or is being decided, or one of the last that ended; or null.</summary>
    public Run? FindToFollow(string id) => Find(id) ?? _ended.FindEvents(id);

    /// <summary>Gives a run up and keeps nothing of it.</summary>
    public void Forget(string id)
    {
        if (Find(id) is { } run)
        {
            run.IsForgotten = true;
            run.Cancel();
        }

        _ended.Forget(id);
        history.Forget(id);
    }

    /// <summary>Takes a submission.</summary>
    /// <param name="text">The document.</param>
    /// <param name="client">Whose it is.</param>
    /// <exception cref="FullException">Too many are waiting.</exception>
    public Run Submit(string text, string client)
    {
        var run = new Run(RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 16), text, client) { At = time.GetUtcNow() };
        Tell(run, "state", new StateMessage(RunState.Waiting), MessageJson.Default.StateMessage);
        _live[run.Id] = run;
        var deciding = DecideAsync(run);
        if (deciding is { IsFaulted: true, Exception.InnerException: FullException full })
            throw full;
        return run;
    }

    /// <summary>Gives all runs up.</summary>
    public void Dispose()
    {
        foreach (var run in Live)
            run.Cancel();
    }

    private async Task DecideAsync(Run run)
    {
        var request = new WorkRequest(true, run.Text, limits.Time.TotalSeconds, limits.Memory / 2);
        var book = new RunBook(run, history);
        var clock = new Stopwatch();
        Finished? finished = null;
        List<Settled> settled = [];
        try
        {
            var end = await lane.AskAsync(
                run.Client,
                request,
                () =>
                {
                    clock.Start();
                    book.Begin();
                    run.State = RunState.Running;
                    Tell(run, "state", new StateMessage(RunState.Running), MessageJson.Default.StateMessage);
                },
                happening =>
                {
                    finished ??= happening as Finished;
                    if (happening is Settled one)
                        settled.Add(one);
                    Hear(run, book, happening);
                    return ValueTask.CompletedTask;
                },
                run.Cancellation,
                run.Cancellation).ConfigureAwait(false);
            var (state, note) = HowItEnded(end, finished);
            book.End(state, note, finished);
            run.State = state;

            // Whoever hears of the end and asks again finds it ended.
            _ended.Add(run, new StoredRun(run.Id, run.At, JsonReport.Version, DocumentTitle.Of(run.Text), state, [.. settled.Select(one => one.Verdict)])
            {
                Note = book.Trouble ?? note,
                Text = run.Text,
                Html = finished?.Html ?? string.Concat(settled.Select(one => one.Html)),
                Report = finished?.Report ?? "",
            });
            if (run.IsForgotten)
                _ended.Forget(run.Id);
            _live.TryRemove(run.Id, out _);
            Tell(run, "ended", new EndedMessage(state, book.Trouble ?? note, clock.Elapsed.TotalSeconds), MessageJson.Default.EndedMessage, isLast: true);
        }
        finally
        {
            _live.TryRemove(run.Id, out _);
            run.Dispose();
        }
    }

    private static void Hear(Run run, RunBook book, WorkEvent happening)
    {
        switch (happening)
        {
            case Progressed progressed:
                Tell(run, "progress", progressed, MessageJson.Default.Progressed);
                break;
            case Settled settled:
                // Nobody hears of a verdict that could still be lost.
                book.Add(settled);
                Tell(run, "settled", new SettledMessage(settled.Verdict, settled.Html), MessageJson.Default.SettledMessage);
                break;
        }
    }

    private (RunState State, string? Note) HowItEnded(WorkEnd end, Finished? finished) => end switch
    {
        WorkEnd.Answered => (RunState.Done, finished is { Problems: > 0 and var count } ? $"There {(count == 1 ? "is 1 problem" : $"are {count} problems")} to repair." : null),
        WorkEnd.Cancelled => (RunState.Cancelled, "It was stopped before the end."),
        WorkEnd.OutOfTime => (RunState.Limited, string.Create(CultureInfo.InvariantCulture, $"The time for one submission, {limits.Time.TotalSeconds:0.#} s, ran out. Ask for less at once, or use 'assay check', which has no such limit.")),
        WorkEnd.OutOfMemory => (RunState.Limited, $"The memory for one submission, {limits.Memory >> 20} MB, ran out. Ask for less, or use 'assay check', which has no such limit."),
        WorkEnd.TooMuchSaid => (RunState.Limited, "The report is too long to be shown. Ask for less at once, or use 'assay check'."),
        _ => (RunState.Failed, "The process that decided it broke down, as happens when a text is nested too deeply. Make it simpler; if it is simple, this is a fault of Assay."),
    };

    private static void Tell<T>(Run run, string name, T data, JsonTypeInfo<T> type, bool isLast = false) =>
        run.Tell(name, JsonSerializer.Serialize(data, type), isLast);
}
