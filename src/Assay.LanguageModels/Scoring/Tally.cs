using Assay.LanguageModels.Tasks;
using Assay.Statistics;

namespace Assay.LanguageModels.Scoring;

/// <summary>What the scores of one kind of task come to.</summary>
/// <param name="Scores">The scores.</param>
internal sealed record Tally(IReadOnlyList<Score> Scores)
{
    /// <summary>How many instances there were.</summary>
    public int Count => Scores.Count;

    /// <summary>How many were answered right.</summary>
    public int Right => Scores.Count(score => score.Answer.IsRight);

    /// <summary>How many twins were.</summary>
    public int TwinRight => Scores.Count(score => score.TwinAnswer.IsRight);

    /// <summary>Of how many instances log-probabilities tell which number is the likelier.</summary>
    public int Told => Scores.Count(score => score.Answer.IsTold);

    /// <summary>Of how many of these the right number has the likeliest token of all numbers in the program.</summary>
    public int LikeliestRight => Scores.Count(score => score.Answer.IsLikeliestRight);

    /// <summary>How many answers are the first value that the variable was given.</summary>
    public int FirstValue => Scores.Count(score => score.IsFirstValue);

    /// <summary>How many are the number that was written first.</summary>
    public int FirstLiteral => Scores.Count(score => score.IsFirstLiteral);

    /// <summary>How many instances are right by the first value, the first literal and the last literal.</summary>
    public (int FirstValue, int FirstLiteral, int LastLiteral) Baselines => (
        Scores.Count(score => TrackingTask.FirstValue(score.Task.Program) == score.Answer.Truth),
        Scores.Count(score => TrackingTask.FirstLiteral(score.Task.Program) == score.Answer.Truth),
        Scores.Count(score => TrackingTask.LastLiteral(score.Task.Program) == score.Answer.Truth));

    /// <summary>How many are the number that was written last.</summary>
    public int LastLiteral => Scores.Count(score => score.IsLastLiteral);

    /// <summary>How many replies do not begin with a number, of instances and of twins.</summary>
    public int Unparsed => UnparsedOfEach.Instances + UnparsedOfEach.Twins;

    /// <summary>A reply that does not begin with a number; null where all do.</summary>
    public string? Rambling => Scores.SelectMany(score => new[] { score.Answer, score.TwinAnswer }).FirstOrDefault(answer => answer.Said is null && answer.Reply.Length > 0)?.Reply;

    /// <summary>How many replies do not begin with a number, of instances, and of twins.</summary>
    public (int Instances, int Twins) UnparsedOfEach => (Scores.Count(score => score.Answer.Said is null), Scores.Count(score => score.TwinAnswer.Said is null));

    /// <summary>How many replies are empty, of instances and of twins: as of models that reason beyond the tokens that a reply may have.</summary>
    public int Empty => Scores.Count(score => score.Answer.Reply.Length == 0) + Scores.Count(score => score.TwinAnswer.Reply.Length == 0);

    /// <summary>Of how many instances the answer is right where that to the twin is wrong.</summary>
    public int OnlyRight => Scores.Count(score => score.Answer.IsRight && !score.TwinAnswer.IsRight);

    /// <summary>And wrong where that to the twin is right.</summary>
    public int OnlyTwinRight => Scores.Count(score => !score.Answer.IsRight && score.TwinAnswer.IsRight);

    /// <summary>How likely answers to instances and twins would differ so much or more, were both equally hard (McNemar's exact test, 1947).</summary>
    public double Chance => Proportion.SignTest(OnlyRight, OnlyRight + OnlyTwinRight);

    /// <summary>The interval for the probability of a right answer (Clopper and Pearson 1934).</summary>
    /// <param name="confidence">Between 0 and 1.</param>
    public Interval Interval(double confidence) => Count == 0 ? new(0, 1) : Proportion.ClopperPearson(Right, Count, confidence);

    /// <summary>That for the twin.</summary>
    public Interval TwinInterval(double confidence) => Count == 0 ? new(0, 1) : Proportion.ClopperPearson(TwinRight, Count, confidence);
}
