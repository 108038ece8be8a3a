namespace Assay.LanguageModels.Scoring;

/// <summary>What a model said about one program, beside the truth.</summary>
/// <param name="Prompt">What it was given.</param>
/// <param name="Truth">What the program computes.</param>
/// <param name="Said">What it answered; null where the reply begins with no number.</param>
/// <param name="Reply">Its reply, exactly.</param>
/// <param name="Likeliest">Of the numbers that are written in the program the one whose first token it gives the greatest probability; null where it tells none, two are equally likely, or first tokens do not tell them apart.</param>
/// <param name="Probability">The probability that it gave the first token of the truth, of those that it told; not a number where it told none.</param>
internal sealed record Answer(string Prompt, int Truth, int? Said, string Reply, int? Likeliest, double Probability)
{
    /// <summary>Whether it is right.</summary>
    public bool IsRight => Said == Truth;

    /// <summary>Whether it tells log-probabilities.</summary>
    public bool IsTold => !double.IsNaN(Probability);

    /// <summary>Whether the truth is the likeliest of the numbers in the program.</summary>
    public bool IsLikeliestRight => Likeliest == Truth;
}
