using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Assay.LanguageModels.Models.Recordings;

/// <summary>
/// Asks a model and keeps each reply in a file before anybody sees it; what the file holds is not asked again. The file survives an end of the
/// process at any byte.
/// </summary>
internal sealed class RecordingModel : ILanguageModel, IDisposable
{
    private readonly ILanguageModel _model;
    private readonly Sampling _sampling;
    private readonly Recording _recording;
    private readonly FileStream _file;
    private readonly string _path;
    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, bool> _wanted = new(StringComparer.Ordinal);
    private int _asked;
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _underWay = new(StringComparer.Ordinal);

    /// <summary>Records a model's replies.</summary>
    /// <param name="model">Is asked.</param>
    /// <param name="sampling">How it draws its replies.</param>
    /// <param name="path">The file that is appended to; made if it is missing.</param>
    /// <exception cref="ModelException">The file can't be read or written, or another run writes to it.</exception>
    public RecordingModel(ILanguageModel model, Sampling sampling, string path)
    {
        _model = model;
        _sampling = sampling;
        _path = path;
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            throw new ModelException($"{path} is compressed and can't be appended to. Record into another file.");
        try
        {
            // Where files are locked by advice only, nothing less keeps a second run out.
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"The recording {path} can't be written: {exception.Message}", exception);
        }

        try
        {
            (_recording, var whole) = Recording.LoadLog(path, _file);
            _file.SetLength(whole);
            _file.Position = whole;
            if (model.Address is { } address && _recording.Addresses(model.Name).FirstOrDefault(other => other != address) is { } elsewhere)
                throw new ModelException($"The recording {path} holds replies of {model.Name} from {elsewhere}, and {address} is to be asked: two models under one name. Record into another file.");
        }
        catch (Exception exception)
        {
            _file.Dispose();
            if (exception is IOException or InvalidDataException)
                throw new ModelException($"The recording {path} can't be read: {exception.Message}", exception);
            throw;
        }
    }

    /// <inheritdoc/>
    public string Name => _model.Name;

    /// <summary>What is recorded until now.</summary>
    public Recording Recording => _recording;

    /// <inheritdoc/>
    public string? Remark => (_recording.Remark(Name) ?? _model.Remark, Taken) switch
    {
        ({ } remark, { } taken) => $"{remark} {taken}",
        var (remark, taken) => remark ?? taken,
    };

    /// <inheritdoc/>
    public string? Address => _model.Address;

    private string? Taken => _wanted.Count == _asked ? null : string.Create(CultureInfo.InvariantCulture, $"{_wanted.Count - _asked:N0} of {_wanted.Count:N0} replies were in {_path} before the run.");

    /// <inheritdoc/>
    public async Task<Reply> Ask(Query query, CancellationToken cancellation)
    {
        var key = RecordedReply.Of(Name, _sampling, query, new Reply("", null, 0, 0, null)).Key();
        _wanted.TryAdd(key, true);
        while (true)
        {
            if (_recording.Find(key) is { } reply)
                return reply;

            // Who comes second waits for the first, and asks if the first got nothing.
            var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var asking = _underWay.GetOrAdd(key, mine);
            if (asking != mine)
            {
                await asking.Task.WaitAsync(cancellation).ConfigureAwait(false);
                continue;
            }

            try
            {
                return _recording.Find(key) ?? Keep(key, query, await _model.Ask(query, cancellation).ConfigureAwait(false));
            }
            finally
            {
                _underWay.TryRemove(key, out _);
                mine.SetResult();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        (_model as IDisposable)?.Dispose();
    }

    private Reply Keep(string key, Query query, Reply reply)
    {
        var line = ReplyLine.Write(RecordedReply.Of(Name, _sampling, query, reply, _model.Address));

        // As the file will tell it, so that a run sees what later ones will: half a character, say, does not come back.
        var kept = ReplyLine.Read(line) ?? throw new ModelException($"A reply of {Name} can't be recorded: it holds a number that is none.");
        Append(Encoding.UTF8.GetBytes(line + "\n"));
        _recording.Add(key, kept);
        Interlocked.Increment(ref _asked);
        return kept.Reply;
    }

    private void Append(byte[] line)
    {
        lock (_lock)
        {
            var before = _file.Length;
            if (before + line.Length > Recording.MostBytes)
                throw new ModelException($"The recording {_path} is full: it may have {Recording.MostBytes >> 20} MB. Record the rest into another file.");
            try
            {
                _file.Write(line);
            }
            catch (IOException exception)
            {
                // Half a line before others would damage the file for good.
                _file.SetLength(before);
                throw new ModelException($"The recording {_path} can't be written: {exception.Message}", exception);
            }
        }
    }
}
