using System.Text;
using System.Threading.Channels;
using Assay.LanguageModels.Models.Recordings;
using Assay.Trials;

namespace Assay.LanguageModels.Models.Elsewhere;

/// <summary>A model that workers ask, each at an endpoint of its own. Queries that come together are sent together.</summary>
internal sealed class ElsewhereModel : ILanguageModel, IDisposable
{
    // While so many batches are under way, what comes gathers for the next.
    private const int MostBatches = 8;

    private const string Thrown = nameof(ModelException) + ": ";

    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(20);

    private readonly Sampling _sampling;
    private readonly ITrialExecutor _executor;
    private readonly Channel<Pending> _pending = Channel.CreateUnbounded<Pending>();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _sending;
    private volatile string? _without;

    /// <summary>A model.</summary>
    /// <param name="name">Its name at the endpoints of the workers.</param>
    /// <param name="sampling">How replies are drawn.</param>
    /// <param name="executor">Hands queries to workers.</param>
    public ElsewhereModel(string name, Sampling sampling, ITrialExecutor executor)
    {
        (Name, _sampling, _executor) = (name, sampling, executor);
        _sending = Task.WhenAll(Enumerable.Range(0, MostBatches).Select(_ => Task.Run(SendAsync)));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string? Remark => _without is { } parts ? Remarks.Without(parts) : null;

    /// <inheritdoc/>
    public async Task<Reply> Ask(Query query, CancellationToken cancellation)
    {
        var pending = new Pending(new ReplyRequest(Name, _sampling, query), cancellation);
        await _pending.Writer.WriteAsync(pending, cancellation).ConfigureAwait(false);
        var reply = await pending.Answer.Task.ConfigureAwait(false);
        _without = reply.Without ?? _without;
        return reply;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_pending.Writer.TryComplete())
            return;
        _stop.Cancel();
        _sending.GetAwaiter().GetResult();
        _stop.Dispose();
    }

    private async Task SendAsync()
    {
        try
        {
            while (await _pending.Reader.WaitToReadAsync(_stop.Token).ConfigureAwait(false))
            {
                await Task.Delay(Gathering, _stop.Token).ConfigureAwait(false);
                var batch = new List<Pending>();
                while (_pending.Reader.TryRead(out var one))
                    batch.Add(one);
                if (batch.Count > 0)
                    await RunAsync(batch).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Nobody asks any more.
        }
    }

    // When nobody waits for any of them, the rest is cancelled.
    private async Task RunAsync(List<Pending> batch)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var waiting = batch.Count;
        List<CancellationTokenRegistration> registrations = [.. batch.Select(one => one.Cancellation.Register(() =>
        {
            if (one.Answer.TrySetCanceled(one.Cancellation) && Interlocked.Decrement(ref waiting) == 0)
                over.Cancel();
        }))];
        try
        {
            await foreach (var (index, outcome) in _executor.RunAsync([.. batch.Select(one => one.Request.Trial())], over.Token).ConfigureAwait(false))
            {
                if (Take(batch[index], outcome) && Interlocked.Decrement(ref waiting) == 0)
                    break;
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // So it was meant.
        }
        catch (Exception exception)
        {
            foreach (var one in batch)
                one.Answer.TrySetException(exception);
        }
        finally
        {
            foreach (var registration in registrations)
                registration.Dispose();
            foreach (var one in batch)
                one.Answer.TrySetCanceled(CancellationToken.None);
        }
    }

    // Whether somebody still waited for it.
    private static bool Take(Pending one, TrialOutcome outcome) => outcome switch
    {
        Completed completed when ReplyLine.Read(Encoding.UTF8.GetString(completed.Result.Span)) is { } record && record.Key() == one.Request.Key => one.Answer.TrySetResult(record.Reply),
        SetAside aside => one.Answer.TrySetException(new ModelException(aside.Reason.StartsWith(Thrown, StringComparison.Ordinal) ? aside.Reason[Thrown.Length..] : aside.Reason)),
        _ => one.Answer.TrySetException(new ModelException("A worker sent a reply that is none to what it was asked.")),
    };

    private sealed record Pending(ReplyRequest Request, CancellationToken Cancellation)
    {
        public TaskCompletionSource<Reply> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
