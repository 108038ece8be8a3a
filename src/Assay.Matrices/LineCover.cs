namespace Assay.Matrices;

/// <summary>
/// Rows and columns outside of which a matrix has no entry but zeros: its rank is at most their number, whatever its entries are
/// (Kőnig 1931).
/// </summary>
/// <param name="Rows">The rows, from 0 on.</param>
/// <param name="Columns">The columns, from 0 on.</param>
public sealed record LineCover(IReadOnlyList<int> Rows, IReadOnlyList<int> Columns);
