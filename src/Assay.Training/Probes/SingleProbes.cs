namespace Assay.Training.Probes;

/// <summary>Probes that look at one network: its loss around where it came to.</summary>
internal static class SingleProbes
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IProbe> All { get; } = [new GradientProbe(), new KernelProbe()];
}
