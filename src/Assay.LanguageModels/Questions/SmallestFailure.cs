using System.Globalization;
using Assay.LanguageModels.Models;
using Assay.LanguageModels.Scoring;
using Assay.Verdicts;

namespace Assay.LanguageModels.Questions;

/// <summary>The smallest program that a model still gets wrong, from those that it got wrong.</summary>
internal static class SmallestFailure
{
    /// <summary>The finding; null where nothing was answered with a wrong number.</summary>
    /// <param name="plan">The claim.</param>
    /// <param name="model">The model.</param>
    /// <param name="scores">The scores of each task.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Finding? Of(ModelPlan plan, ILanguageModel model, IReadOnlyList<IReadOnlyList<Score>> scores, CancellationToken cancellation)
    {
        try
        {
            var smallest = Shrinker.Smallest(model, plan.Tasks.Zip(scores, (task, list) => (task.Task, list)), cancellation).GetAwaiter().GetResult();
            return smallest is null ? null : new Finding(
                "smallest program that it gets wrong",
                string.Join(" ⏎ ", smallest.Prompt.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
                string.Create(CultureInfo.InvariantCulture, $"{smallest.Truth} is right, and the model says {smallest.Said}."));
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
