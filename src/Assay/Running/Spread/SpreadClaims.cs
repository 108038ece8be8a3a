using Assay.Claims;
using Assay.Running.Stored;
using Assay.Trials;

namespace Assay.Running.Spread;

/// <summary>The claims of a run that are decided elsewhere, and their answers as they come.</summary>
internal sealed class SpreadClaims : IDisposable
{
    private const string Elsewhere = "deciding elsewhere";

    private readonly Dictionary<Claim, TaskCompletionSource<(Settlement, TimeSpan)>> _answers = new(ReferenceEqualityComparer.Instance);
    private readonly List<(Claim Claim, ClaimInput Input)> _claims = [];
    private readonly CancellationTokenSource _stop;
    private Task _listening = Task.CompletedTask;

    public SpreadClaims(CancellationToken cancellation) => _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);

    /// <summary>Adds a claim, unless its trials are sent instead, or the answer depends on more than what can be sent: a file, an endpoint.</summary>
    public void Add(ClaimDocument document, IQuestion question, Budget budget, string manner)
    {
        if (question.IsSplit || question.Files is not { Count: 0 })
            return;
        var claim = question.Claim;
        _claims.Add((claim, new ClaimInput(document.File, document.Text, claim.Place.Line, budget, manner)));
        _answers[claim] = new TaskCompletionSource<(Settlement, TimeSpan)>(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Begins.</summary>
    public void Start(ITrialExecutor executor, IProgress<ProgressReport> progress) => _listening = Task.Run(() => ListenAsync(executor, progress));

    /// <summary>Whether the answer for a claim is there.</summary>
    public bool IsAnswered(Claim claim) => _answers.TryGetValue(claim, out var answer) && answer.Task.IsCompletedSuccessfully;

    /// <summary>The answer for a claim once it is there, and the time it took; null for a claim that is to be decided here.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <remarks>What the executor throws is thrown here.</remarks>
    public (Settlement Settlement, TimeSpan Elapsed)? Wait(Claim claim, CancellationToken cancellation)
    {
        if (!_answers.TryGetValue(claim, out var answer))
            return null;
        if (!answer.Task.IsCompleted)
            Task.WaitAny([answer.Task], cancellation);
        return answer.Task.GetAwaiter().GetResult();
    }

    /// <summary>Cancels what is not yet done.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _listening.Wait();
        _stop.Dispose();
    }

    private async Task ListenAsync(ITrialExecutor executor, IProgress<ProgressReport> progress)
    {
        try
        {
            var done = 0;
            List<Trial> trials = [.. _claims.Select(claim => claim.Input.Trial())];
            await foreach (var (index, outcome) in executor.RunAsync(trials, _stop.Token).ConfigureAwait(false))
            {
                var claim = _claims[index].Claim;
                _answers[claim].TrySetResult(Read(trials[index], outcome));
                progress.Report(new ProgressReport($"{++done} of {_claims.Count}", Elsewhere, (double)done / _claims.Count));
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Whoever waits has been told.
        }
        catch (Exception exception)
        {
            foreach (var answer in _answers.Values)
                answer.TrySetException(exception);
        }
    }

    private static (Settlement, TimeSpan) Read(Trial trial, TrialOutcome outcome)
    {
        try
        {
            return outcome switch
            {
                Completed completed => ClaimTrials.ReadResult(trial.Input.Span, completed.Result.Span),
                SetAside aside => (new Faulted(aside.Reason) { Stack = aside.Log.Length > 0 ? aside.Log : null }, TimeSpan.Zero),
                _ => (new Faulted("A worker sent no answer."), TimeSpan.Zero),
            };
        }
        catch (InvalidDataException exception)
        {
            return (new Faulted(exception.Message), TimeSpan.Zero);
        }
    }
}
