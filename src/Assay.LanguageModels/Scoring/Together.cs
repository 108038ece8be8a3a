using Assay.LanguageModels.Models;

namespace Assay.LanguageModels.Scoring;

/// <summary>Asks many things of a model at a time.</summary>
internal static class Together
{
    /// <summary>All results, in order. The first that fails ends the others: what was answered by then is kept where answers are recorded.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">One of them.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ModelException">One of them failed.</exception>
    public static async Task<T[]> All<T>(int count, Func<int, CancellationToken, Task<T>> one, CancellationToken cancellation)
    {
        using var own = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<T>[] all = [.. Enumerable.Range(0, count).Select(One)];
        try
        {
            return await Task.WhenAll(all).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (all.FirstOrDefault(each => each.IsFaulted) is { } failed)
        {
            return [await failed.ConfigureAwait(false)];
        }

        async Task<T> One(int i)
        {
            try
            {
                // A model that was trained here works on the thread that asks it.
                return await Task.Run(() => one(i, own.Token), own.Token).ConfigureAwait(false);
            }
            catch (ModelException)
            {
                await own.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }
    }
}
