using Assay.Training.Experiments;

namespace Assay.Training.Questions;

/// <summary>A claim about training, understood.</summary>
/// <param name="Experiment">What arms are tried on.</param>
/// <param name="Subject">What that is, in words; everything but the arms that a run depends on.</param>
/// <param name="Arms">The arms, as they are written.</param>
/// <param name="Bind">Makes an arm of its name and description.</param>
/// <param name="Axes">What arms have in equal amounts, one after another.</param>
/// <param name="IsAxisNamed">Whether the claim names an axis.</param>
/// <param name="Statement">What is claimed.</param>
internal sealed record TrainingPlan(
    IExperiment Experiment,
    string Subject,
    IReadOnlyList<ArmText> Arms,
    Func<string, Claims.ClaimText, Arm> Bind,
    IReadOnlyList<Axis> Axes,
    bool IsAxisNamed,
    IReadOnlyList<Comparison> Statement)
{
    /// <summary>How sure the answer has to be.</summary>
    public required double Confidence { get; init; }

    /// <summary>How many seeds at most.</summary>
    public required int Seeds { get; init; }

    /// <summary>Whether means are decided by a sign-flip test even where they have bounds.</summary>
    public required bool BySignFlip { get; init; }

    /// <summary>How many trials each arm has for what it leaves open.</summary>
    public required int Trials { get; init; }

    /// <summary>Whether the statement speaks of seconds, which machines that differ do not have in common.</summary>
    public bool MeasuresTime => Statement.SelectMany(comparison => comparison.Expression.Parts).Any(part => part.Quantity.Name.EndsWith("econds", StringComparison.Ordinal));

    /// <summary>The names of dear quantities that the statement speaks of, of one arm, in alphabetical order.</summary>
    public IReadOnlyList<string> Wanted(string arm) =>
        [.. Statement.SelectMany(comparison => comparison.Expression.Parts).Where(part => part.Arm == arm).Select(part => part.Quantity)
            .Where(Experiment.DearQuantities.Contains).Select(quantity => quantity.Name).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>After how many trials arms are compared; one level where nothing is left open.</summary>
    public IReadOnlyList<int> Levels => Arms.Any(arm => arm.HasRanges) ? Tuning.Levels(Trials) : [1];
}
