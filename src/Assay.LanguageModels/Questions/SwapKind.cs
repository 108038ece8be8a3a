using System.Globalization;
using Assay.LanguageModels.Models;
using Assay.LanguageModels.Scoring;
using Assay.Training.Questions;
using Assay.Verdicts;

namespace Assay.LanguageModels.Questions;

/// <summary>Claims about two built-in functions that were exchanged.</summary>
internal sealed class SwapKind : ITaskKind
{
    /// <summary>Its name in claims.</summary>
    public const string Name = "built-in-swap";

    /// <inheritdoc/>
    public string Text => Name;

    /// <inheritdoc/>
    public IReadOnlyList<Quantity> Quantities => SwapScore.Quantities;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IScore>> Ask(ILanguageModel model, ulong first, int count, Action done, CancellationToken cancellation) =>
        await SwapScorer.Of(model, first, count, done, cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public string Tell(IReadOnlyList<IScore> scores)
    {
        var study = new SwapStudy("", [.. scores.Cast<SwapScore>()], Remark: null);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"of {study.Scores.Count} functions {study.Right} completed by the right name, {study.Usual} by the usual one, of twins {study.TwinRight} right (McNemar p = {study.Chance:G2}); chosen in both orders: {study.ChoicesRight} right, {study.ChoicesUsual} usual, {study.ChoicesByPlace} by their place.");
    }

    /// <inheritdoc/>
    public string Show(IScore score)
    {
        var swap = (SwapScore)score;
        return $"after\n{swap.Task.Prompt(isTwin: false)}\n{swap.Task.Right} is right, and the model says {swap.Completion ?? "neither name"}";
    }

    /// <inheritdoc/>
    public Finding? Smallest(ILanguageModel model, IReadOnlyList<IScore> scores, CancellationToken cancellation) =>
        scores.Cast<SwapScore>().Where(score => score.Completion == score.Task.Wanted).MinBy(score => score.Task.Prompt(isTwin: false).Length) is { Task: var task }
            ? new Finding("shortest program that it completes by the usual name", string.Join(" ⏎ ", task.Program(task.Wanted, isTwin: false).Split('\n', StringSplitOptions.RemoveEmptyEntries)), $"{task.Right} is right.")
            : null;
}
