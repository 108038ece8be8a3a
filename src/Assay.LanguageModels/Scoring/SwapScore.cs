using Assay.LanguageModels.Tasks;
using Assay.Statistics;
using Assay.Training.Questions;

namespace Assay.LanguageModels.Scoring;

/// <summary>What came of one function to complete after two built-in names were exchanged, and of its twin.</summary>
/// <param name="Task">The instance.</param>
/// <param name="Completion">The name that the model completes the function with; null for anything else.</param>
/// <param name="TwinCompletion">The same without the exchange.</param>
/// <param name="Choices">Which program it chooses, by its completing name, where the right one stands first, and where it stands second; null for anything else.</param>
/// <param name="Likelier">Of both names the one that it gives the greater probability as a completion; null where it tells neither, or they are equally likely.</param>
internal sealed record SwapScore(BuiltinSwap Task, string? Completion, string? TwinCompletion, IReadOnlyList<string?> Choices, string? Likelier) : IScore
{
    private static readonly Interval Truth = new(0, 1);

    /// <summary>What statements can speak of.</summary>
    public static IReadOnlyList<Quantity> Quantities { get; } =
    [
        new("right", "1 where the function is completed by the name that is right after the exchange, else 0", Truth),
        new("usual", "1 where it is completed by the usual name, as if nothing had been exchanged", Truth),
        new("twinRight", "1 where the twin, without the exchange, is completed right", Truth),
        new("unparsed", "1 where it is completed by neither name", Truth),
        new("chosenRight", "1 where of both programs the right one is chosen, in both orders", Truth),
        new("chosenUsual", "1 where the usual one is, in both orders", Truth),
        new("chosenByPlace", "1 where the choice changes with the order", Truth),
        new("usualLikelier", "1 where the usual name has the greater probability, where the model tells log-probabilities", Truth),
    ];

    /// <summary>Whether the function is completed right.</summary>
    public bool IsRight => Completion == Task.Right;

    /// <summary>Whether it is completed as if nothing had been exchanged.</summary>
    public bool IsUsual => Completion == Task.Wanted;

    /// <summary>Whether the twin is completed right.</summary>
    public bool IsTwinRight => TwinCompletion == Task.Wanted;

    /// <summary>Whether the right program is chosen in both orders.</summary>
    public bool IsChosenRight => Choices.All(choice => choice == Task.Right);

    /// <summary>Whether the usual one is.</summary>
    public bool IsChosenUsual => Choices.All(choice => choice == Task.Wanted);

    /// <summary>Whether another program is chosen when their order changes: the answer is a place, not a program.</summary>
    public bool IsChosenByPlace => Choices is [{ } first, { } second] && first != second;

    /// <inheritdoc/>
    public double Of(string quantity) => quantity switch
    {
        "right" => One(IsRight),
        "usual" => One(IsUsual),
        "twinRight" => One(IsTwinRight),
        "unparsed" => One(Completion is null),
        "chosenRight" => One(IsChosenRight),
        "chosenUsual" => One(IsChosenUsual),
        "chosenByPlace" => One(IsChosenByPlace),
        "usualLikelier" => Likelier is null ? double.NaN : One(Likelier == Task.Wanted),
        _ => throw new ArgumentOutOfRangeException(nameof(quantity)),
    };

    /// <inheritdoc/>
    public bool IsUnread(string quantity) => quantity switch
    {
        "right" or "usual" => Completion is null,
        "twinRight" => TwinCompletion is null,
        "chosenRight" or "chosenUsual" or "chosenByPlace" => Choices.Contains(null),
        _ => false,
    };

    private static double One(bool isSo) => isSo ? 1 : 0;
}
