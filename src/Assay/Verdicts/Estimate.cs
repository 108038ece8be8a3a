namespace Assay.Verdicts;

/// <summary>A measured quantity with its confidence interval and the threshold it is held against.</summary>
/// <param name="Quantity">What was measured.</param>
/// <param name="Value">The point estimate.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="Confidence">Confidence level, between 0 and 1; 1 where all there is was counted, and nothing estimated.</param>
/// <param name="Threshold">The value or margin that decides.</param>
/// <param name="Samples">How many independent units were measured, or counted.</param>
public sealed record Estimate(
    string Quantity,
    double Value,
    double Low,
    double High,
    double Confidence,
    double Threshold,
    int Samples)
{
    /// <summary>What has to be known with the numbers, in sentences: by which test they decide, how many runs diverged. Empty for nothing.</summary>
    public string Remark { get; init; } = "";
}
