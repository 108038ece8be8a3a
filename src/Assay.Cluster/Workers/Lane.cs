using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Assay.Cluster.Children;
using Assay.Processes;
using Assay.Trials;

namespace Assay.Cluster.Workers;

/// <summary>One core of a worker: a process that does one trial after the other. One that dies is replaced, and the trial tried again.</summary>
/// <param name="program">The process.</param>
/// <param name="build">Which build it must be of.</param>
/// <param name="log">Hears of processes that died.</param>
internal sealed class Lane(WorkerProgram program, string build, WorkerLog log) : IDisposable
{
    /// <summary>How often a trial may end the process that it runs in before it is set aside.</summary>
    public const int MostDeaths = 3;

    private const double Weight = 0.1;

    private TrialProcess? _process;

    /// <summary>The milliseconds that a trial took here lately; null before the first.</summary>
    public double? UsualMilliseconds { get; private set; }

    /// <summary>Starts the process, so that the first trial finds it warm.</summary>
    public void Open()
    {
        try
        {
            _process ??= Start();
        }
        catch (Win32Exception)
        {
            // The first trial says so.
        }
    }

    /// <summary>Does a trial.</summary>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    /// <exception cref="UnfitException">There is no process to do it in.</exception>
    public async Task<TrialOutcome> RunAsync(Trial trial, string key, CancellationToken cancellation)
    {
        var words = new StringBuilder();
        for (var deaths = 1; ; deaths++)
        {
            var clock = Stopwatch.StartNew();
            switch (await TryAsync(trial, cancellation).ConfigureAwait(false))
            {
                case ChildAnswered answered:
                    var took = clock.Elapsed.TotalMilliseconds;
                    UsualMilliseconds = UsualMilliseconds is { } usual ? usual + (Weight * (took - usual)) : took;
                    return answered.Outcome;
                case ChildFull full when full.IsFirst:
                    return full.Outcome;
                case ChildFull:
                    // Once more, in a fresh process.
                    deaths--;
                    break;
                case ChildUnfit unfit:
                    throw new UnfitException(unfit.How, unfit.IsForGood);
                case ChildDied died:
                    log.Warn("process-died", ("key", key), ("time", deaths), ("how", died.How));
                    words.AppendLine(died.How).AppendLine(died.Words);
                    if (deaths == MostDeaths)
                        return new SetAside($"It ended the process it ran in {MostDeaths} times. {died.How}", words.ToString());
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _process?.Dispose();

    private async Task<ChildEnd> TryAsync(Trial trial, CancellationToken cancellation)
    {
        try
        {
            if (_process is not { IsFit: true })
            {
                _process?.Dispose();
                _process = Start();
            }

            return await _process.RunAsync(trial, cancellation).ConfigureAwait(false);
        }
        catch (Win32Exception exception)
        {
            return new ChildUnfit($"Its process cannot be started: {exception.Message}.", IsForGood: false);
        }
    }

    private TrialProcess Start() => new(program, build);
}
