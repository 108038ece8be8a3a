using System.Diagnostics;
using System.Runtime.Intrinsics.X86;

namespace Assay.Bench;

/// <summary>Sees to it that OpenBLAS uses the vectors that there are: a processor younger than itself it takes for one of 2004, and is six times slower.</summary>
internal static class OpenBlas
{
    private const string Oldest = "Prescott";
    private const string Asks = "import ctypes; library = ctypes.CDLL('libopenblas.so.0'); library.openblas_get_corename.restype = ctypes.c_char_p; print(library.openblas_get_corename().decode())";

    /// <summary>What to tell it that the processor is; null where it knows, or is not there.</summary>
    public static string? CoreType(string python)
    {
        if (!Avx2.IsSupported)
        {
            return null;
        }

        var start = new ProcessStartInfo(python, ["-c", Asks]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("OPENBLAS_CORETYPE");
        using var process = Process.Start(start)!;
        var core = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return core != Oldest ? null : Avx512F.IsSupported ? "Cooperlake" : "Haswell";
    }
}
