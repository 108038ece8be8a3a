using System.Runtime.InteropServices;

namespace Assay.Cli.Terminal;

/// <summary>Ctrl-C, or SIGTERM: the first one cancels, the second ends the process the hard way.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _terminated;

    public Interruption()
    {
        Console.CancelKeyPress += OnCancel;
        _terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = Cancels());
    }

    /// <summary>Cancelled by the first one.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Console.CancelKeyPress -= OnCancel;
        _terminated.Dispose();
        _source.Dispose();
    }

    private void OnCancel(object? sender, ConsoleCancelEventArgs arguments) => arguments.Cancel = Cancels();

    private bool Cancels()
    {
        if (_source.IsCancellationRequested)
            return false;
        _source.Cancel();
        return true;
    }
}
