namespace Assay.LanguageModels.Tasks;

/// <summary>How hard an instance is, in ways that are varied one at a time.</summary>
/// <param name="Family">How the variable that is asked for changes.</param>
/// <param name="Depth">How often it does; 0 for never.</param>
/// <param name="Distance">How many statements about others stand between its last change and the question.</param>
/// <param name="Distractors">How often two other variables change in the same way, anywhere.</param>
internal sealed record TaskShape(TaskFamily Family, int Depth, int Distance = 0, int Distractors = 0)
{
    /// <summary>The most of each.</summary>
    public const int Most = 64;
}
