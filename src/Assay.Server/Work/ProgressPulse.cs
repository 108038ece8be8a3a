using System.Diagnostics;
using Assay.Reporting;
using Assay.Running;

namespace Assay.Server.Work;

/// <summary>Passes on as much progress as people can read: ten times a second, and whenever the next claim is begun.</summary>
/// <param name="output">Where to.</param>
internal sealed class ProgressPulse(WorkOutput output) : IProgress<ProgressReport>
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private string? _claim;
    private long _last;

    /// <inheritdoc/>
    public void Report(ProgressReport value)
    {
        lock (_lock)
        {
            if (value.Claim == _claim && Stopwatch.GetElapsedTime(_last) < Pause)
                return;
            (_claim, _last) = (value.Claim, Stopwatch.GetTimestamp());
        }

        output.Write(new Progressed(value.Claim, MarkupText.Clean(value.Activity), value.Fraction));
    }
}
