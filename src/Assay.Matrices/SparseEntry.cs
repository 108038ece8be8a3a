namespace Assay.Matrices;

/// <summary>An entry of a sparse matrix.</summary>
/// <param name="Row">Its row, from 0 on.</param>
/// <param name="Column">Its column, from 0 on.</param>
/// <param name="Value">Its value, never zero.</param>
public readonly record struct SparseEntry(int Row, int Column, Rational Value);
