namespace Assay.Training.Probes;

/// <summary>Probes that look at one network: its loss around where it came to.</summary>
internal static class SingleProbes
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IProbe> All { get; } = [new CurvatureProbe(), new SpectrumProbe(), new PlateauProbe(), new SharpnessProbe(), new RescalingProbe(), new KernelProbe()];
}
