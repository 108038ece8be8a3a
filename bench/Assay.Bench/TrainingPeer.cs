using System.Globalization;

namespace Assay.Bench;

/// <summary>PyTorch on one thread.</summary>
internal sealed class TrainingPeer : IDisposable
{
    private readonly PythonPeer _python;

    private TrainingPeer(PythonPeer python) => _python = python;

    /// <summary>The version of PyTorch.</summary>
    public string Version => _python.Versions[0];

    /// <summary>The first Python with PyTorch; null where there is none.</summary>
    public static TrainingPeer? TryStart() => PythonPeer.TryStart("training.py", versions: 1) is { } python ? new TrainingPeer(python) : null;

    /// <summary>Takes some steps; the milliseconds of one, and the loss before the first that it ever took.</summary>
    public (double Milliseconds, double Loss) Run(string job, int steps)
    {
        var (milliseconds, loss) = _python.Run(job, steps.ToString(CultureInfo.InvariantCulture));
        return (milliseconds, double.Parse(loss, CultureInfo.InvariantCulture));
    }

    public void Dispose() => _python.Dispose();
}
