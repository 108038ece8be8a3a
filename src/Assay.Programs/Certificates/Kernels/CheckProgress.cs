using System.Diagnostics;
using System.Globalization;
using Assay.Running;

namespace Assay.Programs.Certificates.Kernels;

/// <summary>Tells how far the check of layers is, and how long it will still take.</summary>
/// <param name="progress">Told that.</param>
/// <param name="states">The number of states that the certificate speaks of.</param>
internal sealed class CheckProgress(IProgress<ProgressReport> progress, long states)
{
    private const int Steps = 1000;

    // Two bytes each, and held in memory.
    private const long MostMembers = 2_000_000_000;

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _read;
    private long _members;
    private int _told = -1;

    /// <summary>The layers, counted as they are read.</summary>
    public IEnumerable<IEnumerable<ushort[]>> Reading(IEnumerable<IEnumerable<ushort[]>> layers) => layers.Select(layer => layer.Select(state =>
    {
        _read++;
        _members += state.Length;
        if (_members > MostMembers)
        {
            throw new CertificateException(KernelCertificate.Text, 0, "the states have too many members to be checked");
        }

        Tell("reading the proof", (double)_read / states);
        if (_read == states)
        {
            _clock.Restart();
        }

        return state;
    }));

    /// <summary>Tells the share of the states that was followed.</summary>
    public void Followed(double share) => Tell("checking the proof", share);

    private void Tell(string activity, double share)
    {
        var step = (int)(share * Steps);
        if (step == _told)
        {
            return;
        }

        _told = step;
        var left = step == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", about {_clock.Elapsed.TotalSeconds * (1 - share) / share:N0} s left;");
        progress.Report(new ProgressReport("kernels", string.Create(CultureInfo.InvariantCulture, $"{activity}, {states:N0} states{left}"), share));
    }
}
