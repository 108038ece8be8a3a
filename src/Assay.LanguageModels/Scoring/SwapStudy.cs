using Assay.LanguageModels.Models;
using Assay.Statistics;

namespace Assay.LanguageModels.Scoring;

/// <summary>Whether a model completes functions by exchanged names or by usual ones, and which of both programs it says is right.</summary>
/// <param name="Model">The name of the model.</param>
/// <param name="Scores">What came of each instance.</param>
/// <param name="Remark">What about its replies readers have to know; null for nothing.</param>
internal sealed record SwapStudy(string Model, IReadOnlyList<SwapScore> Scores, string? Remark)
{
    /// <summary>How many functions are completed by the name that is right after the exchange.</summary>
    public int Right => Scores.Count(score => score.IsRight);

    /// <summary>How many by the usual name, as if nothing had been exchanged.</summary>
    public int Usual => Scores.Count(score => score.IsUsual);

    /// <summary>How many twins are completed by the usual name, which is right there.</summary>
    public int TwinRight => Scores.Count(score => score.IsTwinRight);

    /// <summary>Wrong where the twin is right.</summary>
    public int OnlyTwinRight => Scores.Count(score => score.IsTwinRight && !score.IsRight);

    /// <summary>Right where the twin is wrong.</summary>
    public int OnlyRight => Scores.Count(score => !score.IsTwinRight && score.IsRight);

    /// <summary>How likely instances and twins would differ so much or more, were both equally hard (McNemar's exact test, 1947).</summary>
    public double Chance => Proportion.SignTest(OnlyRight, OnlyRight + OnlyTwinRight);

    /// <summary>How many choices are right in both orders.</summary>
    public int ChoicesRight => Scores.Count(score => score.IsChosenRight);

    /// <summary>How many are the usual program in both orders.</summary>
    public int ChoicesUsual => Scores.Count(score => score.IsChosenUsual);

    /// <summary>How many name another program when their order changes.</summary>
    public int ChoicesByPlace => Scores.Count(score => score.IsChosenByPlace);

    /// <summary>Of how many the model tells which name is the likelier completion.</summary>
    public int Told => Scores.Count(score => score.Likelier is not null);

    /// <summary>Of how many of these that is the usual one.</summary>
    public int UsualLikelier => Scores.Count(score => score.Likelier == score.Task.Wanted);

    /// <summary>Asks the model about seeds from 1 on.</summary>
    /// <param name="model">The model.</param>
    /// <param name="instances">How many.</param>
    /// <param name="heard">Hears how many are done.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ModelException">There is no answer.</exception>
    public static async Task<SwapStudy> Of(ILanguageModel model, int instances, Action<int> heard, CancellationToken cancellation)
    {
        var done = 0;
        var scores = await SwapScorer.Of(model, 1, instances, () => heard(Interlocked.Increment(ref done)), cancellation).ConfigureAwait(false);
        return new SwapStudy(model.Name, scores, model.Remark);
    }
}
