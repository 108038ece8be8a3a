using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Assay.Bench;

/// <summary>A Python script that does jobs as they are asked for, in a process that lives as long as the table; on one thread but where a job says otherwise.</summary>
internal sealed class PythonPeer : IDisposable
{
    private readonly Process _process;

    private PythonPeer(string python, string script, int versions)
    {
        var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "peers", script)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };

        // Settings for other processors make it slow, and so does not knowing this one.
        start.Environment.Remove("OPENBLAS_CORETYPE");
        if (OpenBlas.CoreType(python) is { } core)
        {
            start.Environment["OPENBLAS_CORETYPE"] = core;
        }

        start.Environment.Remove("OPENBLAS_L2_SIZE");
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        _process = Process.Start(start)!;
        Versions = [.. Enumerable.Range(0, versions).Select(_ => ReadLine())];
    }

    /// <summary>The versions of what it uses, which it says first; empty where something is missing.</summary>
    public IReadOnlyList<string> Versions { get; }

    /// <summary>The first Python that has what the first version is of; null where there is none.</summary>
    /// <param name="script">The script, in the folder of peers.</param>
    /// <param name="versions">How many versions it says.</param>
    public static PythonPeer? TryStart(string script, int versions)
    {
        foreach (var python in new[] { "/usr/bin/python3", "python3" })
        {
            try
            {
                var peer = new PythonPeer(python, script, versions);
                if (peer.Versions[0].Length > 0)
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

    /// <summary>Does a job; the milliseconds that it took, and its answer.</summary>
    public (double Milliseconds, string Answer) Run(string job, string argument)
    {
        _process.StandardInput.WriteLine($"{job} {argument}");
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
