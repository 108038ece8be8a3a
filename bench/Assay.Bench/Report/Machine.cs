using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Bench.Report;

/// <summary>What runs the benchmarks, and which peers there are.</summary>
internal static class Machine
{
    private const double BytesOfGigabyte = 1 << 30;

    private static readonly (string Name, string File, string[] Arguments)[] Peers =
    [
        ("gcc", "gcc", ["--version"]),
        ("z3", "z3", ["--version"]),
        ("NumPy", Python, ["-c", "import numpy; print(numpy.__version__)"]),
        ("SciPy", Python, ["-c", "import scipy; print(scipy.__version__)"]),
        ("PyTorch", Python, ["-c", "import torch; print(torch.__version__)"]),
        ("FLINT", Python, ["-c", "import ctypes, ctypes.util; print((ctypes.c_char * 16).in_dll(ctypes.CDLL(ctypes.util.find_library('flint')), 'flint_version').value.decode())"]),
    ];

    // Debian's packages belong to this one.
    private static string Python => File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    /// <summary>Rows of a table: processor, memory, system and runtime.</summary>
    public static IEnumerable<(string What, string Is)> Rows()
    {
        yield return ("processor", MatrixTable.Processor());
        yield return ("cores", $"{Environment.ProcessorCount}");
        yield return ("vectors", Vector512.IsHardwareAccelerated ? "512 bits" : Vector256.IsHardwareAccelerated ? "256 bits" : "128 bits or none");
        yield return ("memory", FormattableString.Invariant($"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / BytesOfGigabyte:0} GB"));
        yield return ("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}");
        yield return ("runtime", RuntimeInformation.FrameworkDescription);
        foreach (var (name, file, arguments) in Peers)
        {
            yield return (name, FirstLine(file, arguments) ?? "not installed");
        }
    }

    private static string? FirstLine(string file, string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var line = process.StandardOutput.ReadLine();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 && line is { Length: > 0 } ? line : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
