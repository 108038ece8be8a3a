using System.Diagnostics;
using System.Globalization;
using Assay.Reporting;
using Assay.Running;

namespace Assay.Cli.Terminal;

/// <summary>One live line of progress, erased before anything else is written. Silent where nothing can be erased.</summary>
internal sealed class LiveLine : IProgress<ProgressReport>, IDisposable
{
    private const string Frames = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private const int FrameMilliseconds = 100;
    private const string EraseLine = "\r\u001b[K";

    private readonly Lock _lock = new();
    private readonly TextWriter? _writer;
    private readonly IProgress<ProgressReport>? _besides;
    private readonly int _width;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Timer? _timer;
    private ProgressReport? _latest;
    private bool _drawn;
    private bool _closed;

    public LiveLine(Surroundings surroundings)
    {
        _width = surroundings.Width;
        _besides = surroundings.Progress;
        if (!surroundings.Animation)
            return;
        _writer = surroundings.Error;
        _timer = new Timer(_ => Draw(), null, FrameMilliseconds, FrameMilliseconds);
    }

    public void Report(ProgressReport value)
    {
        _latest = value;
        _besides?.Report(value);
    }

    /// <summary>Erases the line; it comes back with the next frame unless this is the end.</summary>
    public void Erase()
    {
        lock (_lock)
        {
            _latest = null;
            if (_drawn)
                Write(EraseLine);
            _drawn = false;
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        lock (_lock)
            _closed = true;
        Erase();
    }

    private void Draw()
    {
        lock (_lock)
        {
            if (_closed || _latest is not { } latest)
                return;
            var frame = Frames[(int)(_clock.ElapsedMilliseconds / FrameMilliseconds % Frames.Length)];
            var share = latest.Fraction is { } fraction ? fraction.ToString(" 0%", CultureInfo.InvariantCulture) : "";
            var text = TerminalText.Clean($"{frame} {latest.Claim}: {latest.Activity}{share}");
            Write(EraseLine + TerminalText.Cut(text, _width - 1));
            _drawn = true;
        }
    }

    private void Write(string text)
    {
        try
        {
            _writer?.Write(text);
            _writer?.Flush();
        }
        catch (IOException)
        {
            // Nobody watches any more; progress is not worth a failure.
        }
    }
}
