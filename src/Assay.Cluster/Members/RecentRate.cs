using System.Diagnostics;

namespace Assay.Cluster.Members;

/// <summary>How often something happened a second, within the last half minute.</summary>
internal sealed class RecentRate
{
    private const int Seconds = 30;

    private readonly Lock _lock = new();
    private readonly long[] _counts = new long[Seconds + 1];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _second;

    /// <summary>It happened.</summary>
    public void Count()
    {
        lock (_lock)
        {
            Advance();
            _counts[_second % _counts.Length]++;
        }
    }

    /// <summary>The rate.</summary>
    public double Value
    {
        get
        {
            lock (_lock)
            {
                Advance();
                return _counts.Sum() / Math.Clamp(_clock.Elapsed.TotalSeconds, 1, Seconds);
            }
        }
    }

    private void Advance()
    {
        var now = (long)_clock.Elapsed.TotalSeconds;
        for (var cleared = 0; _second < now && cleared < _counts.Length; cleared++)
            _counts[++_second % _counts.Length] = 0;
        _second = now;
    }
}
