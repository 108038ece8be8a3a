namespace Assay.Trials;

/// <summary>Runs trials, here or on many machines. The outcomes do not depend on where.</summary>
public interface ITrialExecutor
{
    /// <summary>
    /// Runs trials and hands over each outcome once, with the index of its trial, in the order in which they come
    /// (<see cref="TrialOrder.InOrder"/> puts them in the order of the trials). Whoever stops listening early cancels what is not yet done.
    /// </summary>
    /// <param name="trials">The trials.</param>
    /// <param name="cancellation">Ends the run.</param>
    IAsyncEnumerable<(int Index, TrialOutcome Outcome)> RunAsync(IReadOnlyList<Trial> trials, CancellationToken cancellation);
}
