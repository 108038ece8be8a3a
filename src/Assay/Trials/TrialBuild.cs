using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;
using Assay.Running;
using Assay.Running.Stored;
using Assay.Statistics;

namespace Assay.Trials;

/// <summary>Which build does the work, on which path through the processor: what results depend on beside inputs.</summary>
public static class TrialBuild
{
    /// <summary>
    /// What the last bits of floats depend on here, such as <c>x64 512 avx2 fma avx512f math-1c07a9e2</c>: the instructions that vector code is made of, and the system's functions, of which the end is
    /// a hash over what they give on fixed inputs.
    /// </summary>
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
        yield return $"math-{MathTag()}";
    }

    // Systems, and versions of their libraries, differ in the last bit of these here and there.
    private static string MathTag()
    {
        const int Inputs = 256;
        Func<double, double>[] functions = [Math.Exp, Math.Log, Math.Sin, Math.Cos, Math.Tan, Math.Tanh, Math.Atan, Math.Cbrt, Math.Log2, x => Math.Pow(x, 1.7), x => MathF.Exp((float)x), x => MathF.Log((float)x), x => MathF.Tanh((float)x), x => MathF.Pow((float)x, 0.3f)];
        var random = new Philox(1, 0x7A5C_0010);
        var bytes = new byte[Inputs * functions.Length * sizeof(double)];
        for (var i = 0; i < Inputs * functions.Length; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), functions[i % functions.Length](20 * random.NextUnit()));
        return Convert.ToHexStringLower(SHA256.HashData(bytes))[..8];
    }
}
