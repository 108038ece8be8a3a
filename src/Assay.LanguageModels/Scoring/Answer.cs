namespace Assay.LanguageModels.Scoring;

/// <summary>What a model said about one program, beside the truth.</summary>
/// <param name="Prompt">What it was given.</param>
/// <param name="Truth">What the program computes.</param>
/// <param name="Said">What it answered; null where the reply begins with no number.</param>
/// <param name="Reply">Its reply, exactly.</param>
/// <param name="Probability">The probability that it gave the first token of the truth, of those that it told; not a number where it told none.</param>
internal sealed record Answer(string Prompt, int Truth, int? Said, string Reply, double Probability)
{
    /// <summary>Whether it is right.</summary>
    public bool IsRight => Said == Truth;
}
