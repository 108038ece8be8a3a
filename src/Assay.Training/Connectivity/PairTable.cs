using Assay.Statistics;

namespace Assay.Training.Connectivity;

/// <summary>A number for each pair of some networks, and how sure their mean is where other networks might have been drawn.</summary>
/// <remarks>
/// Pairs share networks, so that they are not independent. Networks are drawn again, with replacement, and each draw's mean is that of the pairs among them; pairs of a network with itself
/// are left out (the bootstrap of nodes; Snijders and Borgatti 1999).
/// </remarks>
/// <param name="networks">How many networks.</param>
internal sealed class PairTable(int networks)
{
    /// <summary>With fewer networks there is no interval.</summary>
    public const int LeastForInterval = 6;

    private const ulong Purpose = 0xB007_0007;
    private const int Draws = 2000;

    private readonly double[] _values = new double[networks * networks];

    /// <summary>The number of a pair.</summary>
    public double this[int first, int second]
    {
        get => _values[(first * networks) + second];
        set => _values[(first * networks) + second] = _values[(second * networks) + first] = value;
    }

    /// <summary>All pairs.</summary>
    public static IReadOnlyList<(int First, int Second)> Pairs(int networks) =>
        [.. Enumerable.Range(0, networks).SelectMany(second => Enumerable.Range(0, second).Select(first => (first, second)))];

    /// <summary>All numbers, pair after pair.</summary>
    public IReadOnlyList<double> Values => [.. Pairs(networks).Select(pair => this[pair.First, pair.Second])];

    /// <summary>Their mean.</summary>
    public double Mean => Values.Average();

    /// <summary>An interval for the mean over pairs of networks drawn anew, by percentiles; null where there are fewer than six networks or a number is not finite.</summary>
    /// <param name="confidence">How often such intervals should hold it.</param>
    public Interval? Bootstrap(double confidence)
    {
        if (networks < LeastForInterval || !Values.All(double.IsFinite))
        {
            return null;
        }

        var random = new Philox(1, Purpose);
        var means = new double[Draws];
        var drawn = new int[networks];
        for (var draw = 0; draw < Draws; draw++)
        {
            var (sum, count) = (0.0, 0);
            do
            {
                for (var i = 0; i < networks; i++)
                {
                    drawn[i] = random.Below(networks);
                    for (var j = 0; j < i; j++)
                    {
                        sum += drawn[i] == drawn[j] ? 0 : this[drawn[i], drawn[j]];
                        count += drawn[i] == drawn[j] ? 0 : 1;
                    }
                }
            }
            while (count == 0);

            means[draw] = sum / count;
        }

        Array.Sort(means);
        var tail = (1 - confidence) / 2;
        return new Interval(means[(int)(tail * (Draws - 1))], means[(int)Math.Ceiling((1 - tail) * (Draws - 1))]);
    }
}
