namespace Assay.Training.Passes;

/// <summary>How a network does on some samples.</summary>
/// <param name="Loss">The mean loss.</param>
/// <param name="Accuracy">The share of samples whose greatest output is at their label.</param>
public readonly record struct Measure(double Loss, double Accuracy);
