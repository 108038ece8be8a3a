namespace Assay.Training.Experiments;

/// <summary>The samples of one member.</summary>
/// <param name="Inputs">All samples, row after row; best from a line of the cache on, since rows are read again and again.</param>
/// <param name="Targets">All targets, row after row: a label, or numbers.</param>
/// <param name="TargetsPerSample">Targets of each.</param>
/// <param name="Training">Rows to train on.</param>
/// <param name="Test">Rows to test on.</param>
internal sealed record MemberData<S>(ReadOnlyMemory<S> Inputs, S[] Targets, int TargetsPerSample, int[] Training, int[] Test);
