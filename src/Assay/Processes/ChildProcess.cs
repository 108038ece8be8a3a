using System.ComponentModel;
using System.Diagnostics;

namespace Assay.Processes;

/// <summary>A process that was started for work of others; it ends with its owner's interest.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly WorkerProgram _program;
    private readonly Process _process;

    /// <summary>Starts one.</summary>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    public ChildProcess(WorkerProgram program) => (_program, _process) = (program, program.Start());

    /// <summary>Its number.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Its standard input.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Its standard output.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>Its standard error.</summary>
    public Stream Error => _process.StandardError.BaseStream;

    /// <summary>Cancels a limit when it takes more memory than it may.</summary>
    public MemoryWatch Watch(TimeSpan every, CancellationTokenSource limit) => new(_process, _program.Memory, every, limit);

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code; null where it does not end.</returns>
    public async Task<int?> ExitCodeAsync(TimeSpan patience)
    {
        using var soon = new CancellationTokenSource(patience);
        try
        {
            await _process.WaitForExitAsync(soon.Token).ConfigureAwait(false);
            return _process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Ends the process, and what it may have started.</summary>
    public void Dispose()
    {
        try
        {
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It was gone already.
        }

        _process.Dispose();
    }
}
