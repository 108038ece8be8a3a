using Assay.Statistics;

namespace Assay.Training.Questions;

/// <summary>Decides a statement, seed after seed, and stops where it is decided.</summary>
internal sealed class Referee
{
    /// <summary>Fewer seeds decide nothing.</summary>
    public const int LeastSeeds = 20;

    private const int MostImagined = 100_000;

    private readonly IReadOnlyList<Measurement> _measurements;

    private Referee(IReadOnlyList<Measurement> measurements) => _measurements = measurements;

    /// <summary>A referee for a statement.</summary>
    /// <param name="statement">Its comparisons, all of which are claimed.</param>
    /// <param name="confidence">How sure the answer has to be; the error that is left is shared among the comparisons.</param>
    /// <param name="family">How many statements share that error, where a claim is asked in several ways.</param>
    /// <param name="declared">How many seeds there will be.</param>
    /// <param name="bySignFlip">Whether means are decided by a sign-flip test even where they have bounds.</param>
    public static Referee Of(IReadOnlyList<Comparison> statement, double confidence, int family, int declared, bool bySignFlip)
    {
        var own = 1 - ((1 - confidence) / (statement.Count * family));
        return new([.. statement.Select(comparison => Of(comparison, own, declared, bySignFlip))]);
    }

    /// <summary>The comparisons, in order.</summary>
    public IReadOnlyList<Measurement> Measurements => _measurements;

    /// <summary>How many seeds were counted.</summary>
    public int Seeds => _measurements[0].Values.Count;

    /// <summary>Whether the statement holds, or null as long as that is open.</summary>
    public bool? Holds => Seeds < LeastSeeds ? null
        : _measurements.Any(measurement => measurement.Holds == false) ? false
        : _measurements.All(measurement => measurement.Holds == true) ? true : null;

    /// <summary>The comparison that settles it: the first that fails, else the first that is open, else the first.</summary>
    public Measurement Decisive => _measurements.FirstOrDefault(measurement => measurement.Holds == false)
        ?? _measurements.FirstOrDefault(measurement => measurement.Holds is null) ?? _measurements[0];

    /// <summary>Takes what was measured for one more seed.</summary>
    public void Add(Func<Measured, double> measured)
    {
        foreach (var measurement in _measurements)
        {
            measurement.Add(Evaluation.Of(measurement.Comparison.Expression, measured));
        }
    }

    /// <summary>About how many seeds it would take, if those to come were like those that were seen; null where even very many would not do.</summary>
    public int? SeedsNeeded()
    {
        var open = _measurements.Where(measurement => measurement.Holds is null).ToList();
        var most = 0;
        foreach (var measurement in open)
        {
            if (measurement is SignFlipMeasurement || !measurement.Values.All(double.IsFinite) || Imagined(measurement) is not { } needed)
            {
                return null;
            }

            most = Math.Max(most, needed);
        }

        return Math.Max(most, LeastSeeds);
    }

    private static int? Imagined(Measurement measurement)
    {
        var fresh = measurement.Fresh();
        var most = measurement is BoundedMeanMeasurement ? MostImagined / 10 : MostImagined;
        for (var i = 0; i < most; i++)
        {
            fresh.Add(measurement.Values[i % measurement.Values.Count]);
            if (fresh.Holds is not null && i >= measurement.Values.Count)
            {
                return i + 1;
            }
        }

        return null;
    }

    private static Measurement Of(Comparison comparison, double confidence, int declared, bool bySignFlip)
    {
        var range = Evaluation.Range(comparison.Expression);
        return comparison.Aggregate switch
        {
            Aggregate.Share => new ShareMeasurement(comparison, confidence),
            Aggregate.Median => new MedianMeasurement(comparison, confidence),
            _ when bySignFlip || !double.IsFinite(range.Low) || !double.IsFinite(range.High) || range.Low >= range.High => new SignFlipMeasurement(comparison, declared, confidence),
            _ => new BoundedMeanMeasurement(comparison, range, confidence),
        };
    }
}
