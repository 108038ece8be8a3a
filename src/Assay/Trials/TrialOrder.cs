using System.Runtime.CompilerServices;

namespace Assay.Trials;

/// <summary>The order of outcomes.</summary>
public static class TrialOrder
{
    /// <summary>
    /// Outcomes in the order of their trials. A test that stops as soon as it can decide has to look at them in this order: then it stops at the same
    /// trial wherever they run, however fast each is.
    /// </summary>
    public static async IAsyncEnumerable<(int Index, TrialOutcome Outcome)> InOrder(
        this IAsyncEnumerable<(int Index, TrialOutcome Outcome)> outcomes, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        var early = new Dictionary<int, TrialOutcome>();
        var next = 0;
        await foreach (var (index, outcome) in outcomes.WithCancellation(cancellation).ConfigureAwait(false))
        {
            early.Add(index, outcome);
            for (; early.Remove(next, out var due); next++)
                yield return (next, due);
        }
    }
}
