namespace Assay.Statistics;

/// <summary>
/// A confidence sequence for the mean of bounded numbers, by betting: against every possible mean a gambler stakes a part of his capital on
/// each number, and a mean against which he grows rich is excluded. Its interval holds at all sample sizes at once
/// (Waudby-Smith and Ramdas, Estimating Means of Bounded Random Variables by Betting, 2024: the hedged capital process).
/// </summary>
/// <remarks>The bets depend on what was seen before only. Means are tried on a grid, whose spacing is added to both ends.</remarks>
public sealed class BettingSequence
{
    private const int Points = 2001;
    private const double MostOfCapital = 0.5;
    private const double Half = 0.5;

    private readonly double _low;
    private readonly double _high;
    private readonly double _confidence;
    private readonly double[] _up = new double[Points];
    private readonly double[] _down = new double[Points];
    private readonly bool[] _isExcluded = new bool[Points];
    private double _sum = Half;
    private double _squares = 0.25;
    private int _first;
    private int _last = Points - 1;

    /// <param name="low">No number is less.</param>
    /// <param name="high">No number is greater.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public BettingSequence(double low, double high, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(low, high);
        (_low, _high, _confidence) = (low, high, confidence);
    }

    /// <summary>How many numbers there were.</summary>
    public int Count { get; private set; }

    /// <summary>The interval now: within those of all sample sizes before.</summary>
    public Interval Interval => new(Value(Math.Max(0, _first - 1)), Value(Math.Min(Points - 1, _last + 1)));

    /// <summary>Takes one more number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is beyond the bounds.</exception>
    public void Add(double value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, _low);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, _high);
        var x = (value - _low) / (_high - _low);

        // From what was seen before: the estimated variance, and the stake that suits it at this sample size.
        var (mean, variance) = (_sum / (Count + 1), _squares / (Count + 1));
        Count++;
        var stake = Math.Sqrt(2 * Math.Log(2 / (1 - _confidence)) / (variance * Count * Math.Log(Count + 1)));
        var limit = Math.Log(1 / (1 - _confidence));
        for (var i = _first; i <= _last; i++)
        {
            var m = i / (Points - 1.0);
            _up[i] += Math.Log(1 + (Math.Min(stake, m == 0 ? double.MaxValue : MostOfCapital / m) * (x - m)));
            _down[i] += Math.Log(1 - (Math.Min(stake, m == 1 ? double.MaxValue : MostOfCapital / (1 - m)) * (x - m)));

            // Half of the capital bets on each side.
            _isExcluded[i] |= Math.Max(_up[i], _down[i]) + Math.Log(Half) >= limit;
        }

        // The last point stays: what is between the points of the grid was not tried.
        while (_first < _last && _isExcluded[_first])
        {
            _first++;
        }

        while (_last > _first && _isExcluded[_last])
        {
            _last--;
        }

        _sum += x;
        _squares += (x - mean) * (x - mean);
    }

    private double Value(int point) => _low + ((_high - _low) * point / (Points - 1.0));
}
