namespace Assay.Training.Experiments;

/// <summary>The samples of one member.</summary>
/// <param name="Inputs">All samples, row after row.</param>
/// <param name="Targets">All targets, row after row: a label, or numbers.</param>
/// <param name="TargetsPerSample">Targets of each.</param>
/// <param name="Training">Rows to train on.</param>
/// <param name="Test">Rows to test on.</param>
internal sealed record MemberData<S>(S[] Inputs, S[] Targets, int TargetsPerSample, int[] Training, int[] Test);
