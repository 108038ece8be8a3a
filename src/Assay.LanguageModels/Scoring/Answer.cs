namespace Assay.LanguageModels.Scoring;

/// <summary>What a model said about one program, beside the truth.</summary>
/// <param name="Prompt">What it was given.</param>
/// <param name="Truth">What the program computes.</param>
/// <param name="Said">What it answered; null where the reply begins with no number.</param>
/// <param name="Reply">Its reply, exactly.</param>
/// <param name="Likeliest">Of the numbers that are written in the program the one whose token it gives the greatest probability; null where that is not known, or two are equally likely.</param>
/// <param name="Probability">The probability that it gave the token of the truth, 0 where that is not among those that it told; not a number where first tokens tell nothing of the numbers.</param>
internal sealed record Answer(string Prompt, int Truth, int? Said, string Reply, int? Likeliest, double Probability)
{
    /// <summary>Whether it is right.</summary>
    public bool IsRight => Said == Truth;

    /// <summary>Whether log-probabilities tell which number is the likelier: some of the numbers are among the tokens that it told, whole.</summary>
    public bool IsTold => !double.IsNaN(Probability);

    /// <summary>Whether the truth is the likeliest of the numbers in the program.</summary>
    public bool IsLikeliestRight => Likeliest == Truth;
}
