namespace Assay.Training.Connectivity;

/// <summary>The ways from one network to another.</summary>
/// <param name="First">Which network they start at.</param>
/// <param name="Second">Which they end at.</param>
/// <param name="Plain">The straight line.</param>
/// <param name="Matched">The straight line once the units of the second are permuted.</param>
/// <param name="Repaired">That with the statistics of units repaired, or null.</param>
/// <param name="Bent">A Bezier curve, without permuting, or null.</param>
internal sealed record PairPaths(int First, int Second, PathCurve Plain, PathCurve Matched, PathCurve? Repaired, PathCurve? Bent)
{
    /// <summary>How far apart the networks are, as they are and once permuted: the Euclidean distance of their trained parameters.</summary>
    public (double Plain, double Matched) Distance { get; init; }

    /// <summary>Of how many units that may be put in order, how many moved.</summary>
    public (int Moved, int Units) Permuted { get; init; }
}
