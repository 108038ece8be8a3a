using Assay.Training.Probes;

namespace Assay.Training.Experiments;

/// <summary>A member that was trained.</summary>
/// <param name="Run">What it came to, without what probes measure.</param>
/// <param name="Start">Where its parameters started.</param>
/// <param name="Moments">Where they were at the moments that were asked for.</param>
internal sealed record TrainedMember(Run Run, double[] Start, IReadOnlyList<Moment> Moments)
{
    /// <summary>Whether its loss left the numbers.</summary>
    public bool HasDiverged => Run.Quantities["diverged"] > 0;

    /// <summary>About how many bytes it takes.</summary>
    public long Bytes => sizeof(double) * (Start.Length + Moments.Sum(moment => (long)moment.Parameters.Length));
}
