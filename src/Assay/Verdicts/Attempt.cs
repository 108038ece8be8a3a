namespace Assay.Verdicts;

/// <summary>What one decider said.</summary>
/// <param name="Decider">Its name.</param>
/// <param name="Said">What came of it, as one sentence.</param>
/// <param name="Cost">How long it took.</param>
public sealed record Attempt(string Decider, string Said, TimeSpan Cost);
