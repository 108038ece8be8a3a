namespace Assay.Running;

/// <summary>How far one decider has come with one claim.</summary>
/// <param name="Claim">The claim's name.</param>
/// <param name="Activity">What is being done, for example <c>exhaustive: 2^32 inputs</c>.</param>
/// <param name="Fraction">Between 0 and 1, or null when unknown.</param>
public sealed record ProgressReport(string Claim, string Activity, double? Fraction);
