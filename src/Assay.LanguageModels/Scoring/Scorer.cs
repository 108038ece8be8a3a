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
        var asking = new Asking(model, task);

        // An instance and its twin are two questions side by side.
        var instances = Enumerable.Range(0, count).Select(i => task.Make(first + (ulong)i)).ToList();
        var answers = await Together.All(2 * count, async (i, own) =>
        {
            var (instance, names) = instances[i / 2];
            var answer = await asking.Ask(i % 2 == 0 ? instance.Program : instance.Twin, names, own).ConfigureAwait(false);
            if (i % 2 == 0)
            {
                done();
            }

            return answer;
        }, cancellation).ConfigureAwait(false);
        return [.. instances.Select((instance, i) => new Score(instance.Task, instance.Names, answers[2 * i], answers[(2 * i) + 1]))];
    }
}
