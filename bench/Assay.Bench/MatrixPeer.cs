using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Assay.Bench;

/// <summary>NumPy and FLINT in a process that lives as long as the table, on one thread but where a job says otherwise.</summary>
internal sealed class MatrixPeer : IDisposable
{
    private readonly Process _process;

    private MatrixPeer(string python)
    {
        var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "peers", "matrices.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };

        // Settings for other processors make it slow.
        start.Environment.Remove("OPENBLAS_CORETYPE");
        start.Environment.Remove("OPENBLAS_L2_SIZE");
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        _process = Process.Start(start)!;
        NumPy = ReadLine();
        OpenBlas = ReadLine();
        Flint = ReadLine();
    }

    /// <summary>The version of NumPy; empty where it is missing, or has no OpenBLAS.</summary>
    public string NumPy { get; }

    /// <summary>That of OpenBLAS.</summary>
    public string OpenBlas { get; }

    /// <summary>That of FLINT; empty where it is not installed.</summary>
    public string Flint { get; }

    /// <summary>The first Python with NumPy and OpenBLAS; null where there is none.</summary>
    public static MatrixPeer? TryStart()
    {
        foreach (var python in new[] { "/usr/bin/python3", "python3" })
        {
            try
            {
                var peer = new MatrixPeer(python);
                if (peer.NumPy.Length > 0)
                {
                    return peer;
                }

                peer.Dispose();
            }
            catch (Win32Exception)
            {
                // There is no such Python.
            }
        }

        return null;
    }

    /// <summary>Whether a job can be done.</summary>
    public bool Has(string job) => (job.StartsWith("flint", StringComparison.Ordinal) ? Flint : NumPy).Length > 0;

    /// <summary>Does a job on a matrix; the time without that for reading it.</summary>
    public (double Milliseconds, string Answer) Run(string job, string path)
    {
        _process.StandardInput.WriteLine($"{job} {path}");
        _process.StandardInput.Flush();
        var parts = ReadLine().Split(' ', 2);
        return parts.Length == 2 ? (double.Parse(parts[0], CultureInfo.InvariantCulture), parts[1])
            : throw new InvalidOperationException($"The peer gave no answer to {job}.");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string ReadLine() => _process.StandardOutput.ReadLine() ?? "";
}
