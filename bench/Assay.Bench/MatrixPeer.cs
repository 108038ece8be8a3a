namespace Assay.Bench;

/// <summary>NumPy and FLINT.</summary>
internal sealed class MatrixPeer : IDisposable
{
    private readonly PythonPeer _python;

    private MatrixPeer(PythonPeer python) => _python = python;

    /// <summary>The version of NumPy, which has OpenBLAS.</summary>
    public string NumPy => _python.Versions[0];

    /// <summary>That of OpenBLAS.</summary>
    public string OpenBlas => _python.Versions[1];

    /// <summary>That of FLINT; empty where it is not installed.</summary>
    public string Flint => _python.Versions[2];

    /// <summary>The first Python with NumPy and OpenBLAS; null where there is none.</summary>
    public static MatrixPeer? TryStart() => PythonPeer.TryStart("matrices.py", versions: 3) is { } python ? new MatrixPeer(python) : null;

    /// <summary>Whether a job can be done.</summary>
    public bool Has(string job) => (job.StartsWith("flint", StringComparison.Ordinal) ? Flint : NumPy).Length > 0;

    /// <summary>Does a job on a matrix; the time without that for reading it.</summary>
    public (double Milliseconds, string Answer) Run(string job, string path) => _python.Run(job, path);

    public void Dispose() => _python.Dispose();
}
