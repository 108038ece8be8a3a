using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Assay.Bench;

/// <summary>PyTorch on one thread, in a process that lives as long as the table.</summary>
internal sealed class TrainingPeer : IDisposable
{
    private readonly Process _process;

    private TrainingPeer(string python)
    {
        var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "peers", "training.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };

        // Settings for other processors make it slow.
        start.Environment.Remove("OPENBLAS_CORETYPE");
        start.Environment.Remove("OPENBLAS_L2_SIZE");
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        _process = Process.Start(start)!;
        Version = ReadLine();
    }

    /// <summary>The version of PyTorch; empty where it is missing.</summary>
    public string Version { get; }

    /// <summary>The first Python with PyTorch; null where there is none.</summary>
    public static TrainingPeer? TryStart()
    {
        foreach (var python in new[] { "/usr/bin/python3", "python3" })
        {
            try
            {
                var peer = new TrainingPeer(python);
                if (peer.Version.Length > 0)
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

    /// <summary>Takes some steps; the milliseconds of one, and the loss before the first that it ever took.</summary>
    public (double Milliseconds, double Loss) Run(string job, int steps)
    {
        _process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{job} {steps}"));
        _process.StandardInput.Flush();
        var parts = ReadLine().Split(' ');
        return parts.Length == 2 ? (double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture))
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
