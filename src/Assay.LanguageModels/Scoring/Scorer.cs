using Assay.LanguageModels.Models;
using Assay.LanguageModels.Tasks;

namespace Assay.LanguageModels.Scoring;

/// <summary>Scores instances, many at a time; the result does not depend on which comes first.</summary>
internal static class Scorer
{
    /// <summary>The scores of seeds from one on.</summary>
    /// <param name="model">The model.</param>
    /// <param name="task">The kind of task.</param>
    /// <param name="first">The first seed.</param>
    /// <param name="count">How many.</param>
    /// <param name="done">Hears of each that is done.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ModelException">There is no answer.</exception>
    public static async Task<Score[]> Of(ILanguageModel model, TaskText task, ulong first, int count, Action done, CancellationToken cancellation)
    {
        // The first that fails ends the others: what was answered by then is kept where answers are recorded.
        using var own = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<Score>[] all = [.. Enumerable.Range(0, count).Select(i => One(first + (ulong)i))];
        try
        {
            return await Task.WhenAll(all).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (all.FirstOrDefault(one => one.IsFaulted) is { } failed)
        {
            return [await failed.ConfigureAwait(false)];
        }

        async Task<Score> One(ulong seed)
        {
            var (asking, (instance, names)) = (new Asking(model, task), task.Make(seed));
            var (answer, twin) = (Ask(asking, instance.Program, names), Ask(asking, instance.Twin, names));
            await Task.WhenAll(answer, twin).ConfigureAwait(false);
            done();
            return new Score(instance, names, await answer.ConfigureAwait(false), await twin.ConfigureAwait(false));
        }

        async Task<Answer> Ask(Asking asking, TrackingProgram program, IReadOnlyList<string> names)
        {
            try
            {
                return await asking.Ask(program, names, own.Token).ConfigureAwait(false);
            }
            catch (ModelException)
            {
                await own.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }
    }
}
