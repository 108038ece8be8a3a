using System.Collections.Concurrent;
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
    private readonly Lock _lock = new();
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
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            throw new ModelException($"{path} is compressed and can't be appended to. Record into another file.");
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"The recording {path} can't be written: {exception.Message}", exception);
        }

        try
        {
            (_recording, var whole) = Recording.LoadLog(path);
            _file.SetLength(whole);
            _file.Position = whole;
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Name => _model.Name;

    /// <summary>What is recorded until now.</summary>
    public Recording Recording => _recording;

    /// <inheritdoc/>
    public async Task<Reply> Ask(Query query, CancellationToken cancellation)
    {
        var key = RecordedReply.Of(Name, _sampling, query, new Reply("", null, 0, 0, null)).Key();
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
    public void Dispose() => _file.Dispose();

    private Reply Keep(string key, Query query, Reply reply)
    {
        var record = RecordedReply.Of(Name, _sampling, query, reply);
        var line = Encoding.UTF8.GetBytes(ReplyLine.Write(record) + "\n");
        lock (_lock)
        {
            _file.Write(line);
            _file.Flush();
        }

        _recording.Add(key, record);
        return reply;
    }
}
