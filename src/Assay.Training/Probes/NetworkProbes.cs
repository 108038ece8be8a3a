using Assay.Running;
using Assay.Training.Questions;

namespace Assay.Training.Probes;

/// <summary>All probes of networks.</summary>
internal static class NetworkProbes
{
    /// <summary>At which moments probes look.</summary>
    public static ClaimKey MomentsKey { get; } = new("moments", "At which shares of the budget geometry is measured, as in: 0, 0.1, 0.5, 1; at the end unless said.");

    /// <summary>The probes: those of single networks, then those of several.</summary>
    public static IReadOnlyList<IProbe> All { get; } = [.. SingleProbes.All, .. PairProbes.All];

    /// <summary>What they measure.</summary>
    public static IReadOnlyList<Quantity> Quantities { get; } = [.. All.SelectMany(probe => probe.Quantities)];

    /// <summary>Keys of claims that say how.</summary>
    public static IReadOnlyList<ClaimKey> Keys { get; } = [MomentsKey, .. All.SelectMany(probe => probe.Keys).DistinctBy(key => key.Name)];
}
