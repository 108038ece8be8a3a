namespace Assay.Matrices.Exact;

/// <summary>
/// The power of a prime divides every minor of one more row, and is beyond all of them: they are zero.
/// </summary>
/// <param name="Power">The power.</param>
internal sealed record RankModuloPower(PrimePower Power) : RankCeiling;

/// <summary>All entries that are not zero lie in as many lines.</summary>
/// <param name="Cover">The lines.</param>
internal sealed record CoveredRank(LineCover Cover) : RankCeiling;
