namespace Assay.Training.Experiments;

/// <summary>What came of training one member of one arm.</summary>
/// <param name="Quantities">What was measured, by name.</param>
/// <param name="Curve">How it went, where that was asked for.</param>
internal sealed record Run(IReadOnlyDictionary<string, double> Quantities, IReadOnlyList<CurvePoint> Curve);
