namespace Assay.Training.Probes;

/// <summary>Probes that look at several networks, or at what becomes of one on its way.</summary>
internal static class PairProbes
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IProbe> All { get; } = [new ConnectivityProbe()];
}
