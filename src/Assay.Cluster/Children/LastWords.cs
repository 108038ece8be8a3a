using System.Text;

namespace Assay.Cluster.Children;

/// <summary>Keeps the beginning and the end of what a process writes to its standard error: a fault is named at the beginning, and repeats itself after that.</summary>
internal sealed class LastWords
{
    private const int Half = 4 << 10;

    private readonly Lock _lock = new();
    private readonly List<byte> _first = [];
    private readonly Queue<byte> _last = [];

    public LastWords(Stream stream) => _ = ReadAsync(stream);

    /// <summary>What it wrote.</summary>
    public string Text
    {
        get
        {
            lock (_lock)
                return Encoding.UTF8.GetString([.. _first]) + (_last.Count == 0 ? "" : "\n...\n" + Encoding.UTF8.GetString([.. _last]));
        }
    }

    private async Task ReadAsync(Stream stream)
    {
        var buffer = new byte[Half];
        try
        {
            while (await stream.ReadAsync(buffer).ConfigureAwait(false) is > 0 and var count)
                Add(buffer.AsSpan(0, count));
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The process has ended.
        }
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            foreach (var one in bytes)
            {
                if (_first.Count < Half)
                {
                    _first.Add(one);
                    continue;
                }

                _last.Enqueue(one);
                if (_last.Count > Half)
                    _last.Dequeue();
            }
        }
    }
}
