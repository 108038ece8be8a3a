using System.Globalization;
using Assay.LanguageModels.Models;
using Assay.LanguageModels.Scoring;
using Assay.LanguageModels.Tasks;
using Assay.Training.Questions;
using Assay.Verdicts;

namespace Assay.LanguageModels.Questions;

/// <summary>Claims about what a variable holds after it changed.</summary>
/// <param name="task">How it changes.</param>
internal sealed class TrackingKind(TaskText task) : ITaskKind
{
    /// <inheritdoc/>
    public string Text => task.Text;

    /// <inheritdoc/>
    public IReadOnlyList<Quantity> Quantities => Score.Quantities;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IScore>> Ask(ILanguageModel model, ulong first, int count, Action done, CancellationToken cancellation) =>
        await Scorer.Of(model, task, first, count, done, cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public string Tell(IReadOnlyList<IScore> scores)
    {
        var tally = new Tally([.. scores.Cast<Score>()]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{tally.Right} of {tally.Count} right, of twins {tally.TwinRight} (McNemar p = {tally.Chance:G2}); {tally.FirstValue} answers are the first value of the variable, {tally.FirstLiteral} the first number of all, {tally.LastLiteral} the last; {tally.Unparsed} of {2 * tally.Count} replies are no number.");
    }

    /// <inheritdoc/>
    public string Show(IScore score)
    {
        var answer = ((Score)score).Answer;
        return $"after\n{answer.Prompt}\nthe right answer is {answer.Truth}, and the model says '{answer.Reply}'";
    }

    /// <inheritdoc/>
    public Finding? Smallest(ILanguageModel model, IReadOnlyList<IScore> scores, CancellationToken cancellation)
    {
        var smallest = Shrinker.Smallest(model, [(task, [.. scores.Cast<Score>()])], cancellation).GetAwaiter().GetResult();
        return smallest is null ? null : new Finding(
            "smallest program that it gets wrong",
            string.Join(" ⏎ ", smallest.Prompt.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            string.Create(CultureInfo.InvariantCulture, $"{smallest.Truth} is right, and the model says {smallest.Said}."));
    }
}
