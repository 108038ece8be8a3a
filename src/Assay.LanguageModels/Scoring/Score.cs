using Assay.LanguageModels.Tasks;
using Assay.Statistics;
using Assay.Training.Questions;

namespace Assay.LanguageModels.Scoring;

/// <summary>What came of one instance and its twin.</summary>
/// <param name="Task">The instance.</param>
/// <param name="Names">The names of its variables.</param>
/// <param name="Answer">The answer to it.</param>
/// <param name="TwinAnswer">The answer to the twin, in which the variable does not change.</param>
internal sealed record Score(TrackingTask Task, IReadOnlyList<string> Names, Answer Answer, Answer TwinAnswer) : IScore
{
    private static readonly Interval Truth = new(0, 1);

    /// <summary>What statements can speak of.</summary>
    public static IReadOnlyList<Quantity> Quantities { get; } =
    [
        new("right", "1 where the answer is right, else 0", Truth),
        new("twinRight", "the same for the twin: as many statements, of which none changes the variable", Truth),
        new("firstValue", "1 where the answer is the first value that the variable was given, right or not", Truth),
        new("firstLiteral", "1 where the answer is the number that was written first, whatever variable it was given to, right or not", Truth),
        new("lastLiteral", "1 where the answer is the number that was written last, right or not", Truth),
        new("unparsed", "1 where the reply does not begin with a number", Truth),
        new("likeliestRight", "1 where of the numbers in the program the right one has the likeliest token, where the model tells log-probabilities", Truth),
        new("probability", "the probability of the right token, where the model tells log-probabilities", Truth),
    ];

    /// <summary>Whether it answered with the first value of the variable.</summary>
    public bool IsFirstValue => Answer.Said == TrackingTask.FirstValue(Task.Program);

    /// <summary>Whether it answered with the first literal.</summary>
    public bool IsFirstLiteral => Answer.Said == TrackingTask.FirstLiteral(Task.Program);

    /// <summary>Whether it answered with the last literal.</summary>
    public bool IsLastLiteral => Answer.Said == TrackingTask.LastLiteral(Task.Program);

    /// <inheritdoc/>
    public double Of(string quantity) => quantity switch
    {
        "right" => One(Answer.IsRight),
        "twinRight" => One(TwinAnswer.IsRight),
        "firstValue" => One(IsFirstValue),
        "firstLiteral" => One(IsFirstLiteral),
        "lastLiteral" => One(IsLastLiteral),
        "unparsed" => One(Answer.Said is null),
        "likeliestRight" => Answer.IsTold ? One(Answer.IsLikeliestRight) : double.NaN,
        "probability" => Answer.Probability,
        _ => throw new ArgumentOutOfRangeException(nameof(quantity)),
    };

    /// <inheritdoc/>
    public bool IsUnread(string quantity) => quantity switch
    {
        "right" or "firstValue" or "firstLiteral" or "lastLiteral" => Answer.Said is null,
        "twinRight" => TwinAnswer.Said is null,
        _ => false,
    };

    private static double One(bool isSo) => isSo ? 1 : 0;
}
