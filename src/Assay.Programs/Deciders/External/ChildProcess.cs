using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Assay.Programs.Deciders.External;

/// <summary>How a child process ended.</summary>
internal enum ChildEnd
{
    /// <summary>By itself.</summary>
    Exited,

    /// <summary>At the deadline.</summary>
    TimedOut,

    /// <summary>Because it wrote too much.</summary>
    WroteTooMuch,

    /// <summary>It could not be started.</summary>
    NotStarted,
}

/// <summary>What a child process left behind.</summary>
/// <param name="End">How it ended.</param>
/// <param name="ExitCode">Its exit code where it ended by itself.</param>
/// <param name="Output">Its standard output, as far as it was read.</param>
/// <param name="Errors">Its standard error, or why it was not started.</param>
internal sealed record ChildResult(ChildEnd End, int ExitCode, string Output, string Errors);

/// <summary>Runs a program without a shell, within limits; neither it nor its children outlive the call.</summary>
internal static class ChildProcess
{
    private const int MostOutput = 4 << 20;
    private static readonly TimeSpan ReadersGrace = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs a program to its end, or to the deadline.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; the process is gone.</exception>
    public static ChildResult Run(string path, IEnumerable<string> arguments, string input, TimeSpan time, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo(path, arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        try
        {
            process.Start();
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            return new ChildResult(ChildEnd.NotStarted, -1, string.Empty, exception.Message);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stop.CancelAfter(time > TimeSpan.Zero ? time : TimeSpan.FromMilliseconds(1));
        try
        {
            return Attend(process, input, stop, cancellation);
        }
        finally
        {
            Kill(process);
        }
    }

    private static ChildResult Attend(Process process, string input, CancellationTokenSource stop, CancellationToken cancellation)
    {
        var writing = Task.Run(() => Write(process, input, stop.Token), CancellationToken.None);
        var output = new Captured(process.StandardOutput, stop);
        var errors = new Captured(process.StandardError, stop);
        var end = ChildEnd.Exited;
        try
        {
            process.WaitForExitAsync(stop.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            Kill(process);
            cancellation.ThrowIfCancellationRequested();
            end = output.IsFull || errors.IsFull ? ChildEnd.WroteTooMuch : ChildEnd.TimedOut;
        }

        // A grandchild may hold the pipes open; what has arrived by now is all there is.
        Task.WhenAll(writing, output.Reading, errors.Reading).Wait(ReadersGrace, CancellationToken.None);
        return new ChildResult(end, end == ChildEnd.Exited ? process.ExitCode : -1, output.Text, errors.Text);
    }

    private static async Task Write(Process process, string input, CancellationToken stop)
    {
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), stop).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The process ended before it read everything: how it ended says more.
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit(ReadersGrace);
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It was gone already.
        }
    }

    /// <summary>The text of a stream up to a limit, where it stops the process.</summary>
    private sealed class Captured
    {
        private readonly StringBuilder _text = new();
        private readonly Lock _lock = new();

        public Captured(StreamReader reader, CancellationTokenSource stop) =>
            Reading = Task.Run(() => Read(reader, stop), CancellationToken.None);

        public Task Reading { get; }

        public bool IsFull { get; private set; }

        public string Text
        {
            get
            {
                lock (_lock)
                {
                    return _text.ToString();
                }
            }
        }

        private async Task Read(StreamReader reader, CancellationTokenSource stop)
        {
            var buffer = new char[4096];
            try
            {
                while (await reader.ReadAsync(buffer, stop.Token).ConfigureAwait(false) is > 0 and var count)
                {
                    lock (_lock)
                    {
                        _text.Append(buffer, 0, count);
                        IsFull = _text.Length > MostOutput;
                    }

                    if (IsFull)
                    {
                        await stop.CancelAsync().ConfigureAwait(false);
                        return;
                    }
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The process was stopped.
            }
        }
    }
}
