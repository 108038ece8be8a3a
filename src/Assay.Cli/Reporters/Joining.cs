using Assay.Training.Connectivity;

namespace Assay.Cli.Reporters;

/// <summary>One way between networks, over all pairs.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Curves">The path of each pair.</param>
/// <param name="Loss">The barrier of the training loss of each pair.</param>
/// <param name="Error">The barrier of the error of each pair.</param>
internal sealed record Joining(string Name, IReadOnlyList<PathCurve> Curves, PairTable Loss, PairTable Error)
{
    // The error between networks that count as linearly connected rises by less (Frankle and others 2020).
    private const double MostError = 0.02;

    // Where there are no labels: this share of the loss of the ends.
    private const double MostLoss = 0.1;

    /// <summary>The ways that were looked at.</summary>
    public static IReadOnlyList<Joining> Of(Study study) =>
        [.. new (string Name, Func<PairPaths, PathCurve?> Curve)[] { ("as they are", pair => pair.Plain), ("permuted", pair => pair.Matched), ("repaired", pair => pair.Repaired), ("curve", pair => pair.Bent) }
            .Where(way => way.Curve(study.Pairs[0]) is not null)
            .Select(way => new Joining(way.Name, [.. study.Pairs.Select(pair => way.Curve(pair)!)], TableOf(study, pair => way.Curve(pair)!.LossBarrier), TableOf(study, pair => way.Curve(pair)!.ErrorBarrier)))];

    /// <summary>Whether nothing is in the way, on average over pairs.</summary>
    public bool Joins(bool hasLabels) => hasLabels ? Error.Mean < MostError : Loss.Mean < MostLoss * Curves.Average(curve => (curve.Training[0].Loss + curve.Training[^1].Loss) / 2);

    /// <summary>Loss and accuracy in the middle, on average over pairs.</summary>
    public (double Loss, double Accuracy) Middle => (Curves.Average(curve => curve.Training[curve.Middle].Loss), Curves.Average(curve => Accuracy(curve, curve.Middle)));

    /// <summary>The accuracy on the test at a place, or on the samples to train on where there is no test.</summary>
    public static double Accuracy(PathCurve curve, int at) => double.IsNaN(curve.Test[at].Accuracy) ? curve.Training[at].Accuracy : curve.Test[at].Accuracy;

    private static PairTable TableOf(Study study, Func<PairPaths, double> value)
    {
        var table = new PairTable(study.Ends.Count);
        foreach (var pair in study.Pairs)
        {
            table[pair.First, pair.Second] = value(pair);
        }

        return table;
    }
}
