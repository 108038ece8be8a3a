using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Assay.Running;
using Assay.Running.Stored;

namespace Assay.Trials;

/// <summary>Which build does the work, on which path through the processor: what results depend on beside inputs.</summary>
public static class TrialBuild
{
    /// <summary>The instructions that vector code is made of here, such as <c>x64 512 avx2 fma avx512f</c>: sums of floats may differ between these.</summary>
    public static string Processor { get; } = string.Join(' ', Path());

    /// <summary>The build: all assemblies that take part, the version of the runtime, and the processor's path.</summary>
    public static string Of(IEnumerable<IDomain> domains)
    {
        ArgumentNullException.ThrowIfNull(domains);
        return $"{VerdictKey.BuildOf(domains)}|{Processor}";
    }

    private static IEnumerable<string> Path()
    {
        yield return RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        yield return Vector512.IsHardwareAccelerated ? "512" : Vector256.IsHardwareAccelerated ? "256" : "128";
        if (Avx2.IsSupported)
            yield return "avx2";
        if (Fma.IsSupported)
            yield return "fma";
        if (Avx512F.IsSupported)
            yield return "avx512f";
    }
}
