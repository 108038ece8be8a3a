using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Assay.Running;

namespace Assay.Trials;

/// <summary>Runs trials on threads of this process.</summary>
/// <param name="kinds">What is known here.</param>
/// <param name="threads">How many at a time; at least 1.</param>
public sealed class LocalExecutor(TrialKinds kinds, int threads) : ITrialExecutor
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<(int Index, TrialOutcome Outcome)> RunAsync(
        IReadOnlyList<Trial> trials, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(trials);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var outcomes = Channel.CreateUnbounded<(int, TrialOutcome)>();
        var next = -1;
        var running = Math.Min(threads, trials.Count);
        if (running == 0)
            outcomes.Writer.Complete();
        for (var worker = running; worker > 0; worker--)
            new Thread(Work, BigStack.Bytes) { IsBackground = true, Name = "assay trials" }.Start();

        try
        {
            await foreach (var outcome in outcomes.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
                yield return outcome;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }

        void Work()
        {
            while (!stop.IsCancellationRequested && Interlocked.Increment(ref next) is var index && index < trials.Count)
            {
                if (Run(trials[index], stop.Token) is { } outcome)
                    outcomes.Writer.TryWrite((index, outcome));
            }

            if (Interlocked.Decrement(ref running) == 0)
                outcomes.Writer.TryComplete();
        }
    }

    private TrialOutcome? Run(Trial trial, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(trial.Time);
        try
        {
            return kinds.Run(trial.Kind, trial.Input, limit.Token);
        }
        catch (OperationCanceledException)
        {
            return stop.IsCancellationRequested ? null : SetAside.OutOfTime(trial.Time);
        }
    }
}
