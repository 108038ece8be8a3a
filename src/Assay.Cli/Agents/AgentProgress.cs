using System.Diagnostics;
using System.Globalization;
using Assay.Running;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Assay.Cli.Agents;

/// <summary>Tells a client that asked for it what its call is doing: at once, and then twice a second.</summary>
/// <param name="server">Who tells.</param>
/// <param name="token">What the client wants to be told under; null if it wants nothing.</param>
internal sealed class AgentProgress(McpServer server, ProgressToken? token) : IProgress<ProgressReport>, IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly CancellationTokenSource _done = new();
    private Task _telling = Task.CompletedTask;
    private volatile ProgressReport? _latest;

    /// <inheritdoc/>
    public void Report(ProgressReport value) => _latest = value;

    /// <summary>Starts to tell.</summary>
    public void Start()
    {
        if (token is { } known)
            _telling = Task.Run(() => TellAsync(known));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync().ConfigureAwait(false);
        await _telling.ConfigureAwait(false);
        _done.Dispose();
    }

    private async Task TellAsync(ProgressToken known)
    {
        try
        {
            using var timer = new PeriodicTimer(Pause);
            do
            {
                // What is left is not known; the seconds that went by grow, as progress has to.
                var value = new ProgressNotificationValue { Progress = (float)_clock.Elapsed.TotalSeconds, Message = Message() };
                await server.NotifyProgressAsync(known, value, null, _done.Token).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(_done.Token).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The call is over, or nobody listens any more; progress is not worth a failure.
        }
    }

    private string Message() => _latest is { } latest
        ? $"{latest.Claim}: {latest.Activity}{(latest.Fraction is { } fraction ? fraction.ToString(" 0%", CultureInfo.InvariantCulture) : "")}"
        : "waiting";
}
