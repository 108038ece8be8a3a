using System.Globalization;
using Assay.LanguageModels.Models;
using Assay.LanguageModels.Scoring;
using Assay.Verdicts;

namespace Assay.LanguageModels.Questions;

/// <summary>The smallest program that a model still gets wrong, from those that it got wrong.</summary>
internal static class SmallestFailure
{
    private const int MostTries = 5;

    /// <summary>The finding; null where nothing was answered with a wrong number.</summary>
    /// <param name="plan">The claim.</param>
    /// <param name="model">The model.</param>
    /// <param name="scores">The scores of each task.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Finding? Of(ModelPlan plan, ILanguageModel model, IReadOnlyList<IReadOnlyList<Score>> scores, CancellationToken cancellation)
    {
        Answer? smallest = null;
        foreach (var ((_, task), list) in plan.Tasks.Zip(scores))
        {
            var shrinker = new Shrinker(new Asking(model, task), task.Syntax);
            foreach (var score in list.Where(score => score.Answer is { Said: not null, IsRight: false }).Take(MostTries))
            {
                try
                {
                    var (_, answer) = shrinker.Shrink(score.Task.Program, score.Names, score.Answer, cancellation).GetAwaiter().GetResult();
                    smallest = smallest is null || answer.Prompt.Length < smallest.Prompt.Length ? answer : smallest;
                }
                catch (ModelException)
                {
                    // A recording may lack what only a smaller program asks; the verdict stands without it.
                    smallest ??= score.Answer;
                }
                catch (OperationCanceledException)
                {
                    return null;
                }
            }
        }

        return smallest is null ? null : new Finding(
            "smallest program that it gets wrong",
            string.Join(" ⏎ ", smallest.Prompt.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            string.Create(CultureInfo.InvariantCulture, $"{smallest.Truth} is right, and the model says {smallest.Said}."));
    }
}
