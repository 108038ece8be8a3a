using Assay.Cli.Commands;
using Assay.Training.Connectivity;

namespace Assay.Cli.Reporters;

/// <summary>Loss and error along the paths between networks; of several pairs medians, with bands that hold four fifths of them.</summary>
internal static class BarrierSvg
{
    private const double LowBand = 0.1;
    private const double HighBand = 0.9;

    // Of so few the band reaches from the least to the greatest.
    private const int MostForRange = 5;

    // Lines that end at the same point are told apart without colour.
    private static readonly string[] Dashes = ["1 0", "7 3", "2 2", "9 3 2 3"];

    /// <summary>The document.</summary>
    public static string Of(ConnectNetworks networks, Study study)
    {
        var hasTest = networks.Data.Test.Length > 0;
        var of = networks.Files.Count == 2 ? "" : study.Pairs.Count <= MostForRange ? $" (medians and ranges of {study.Pairs.Count} pairs)" : $" (medians of {study.Pairs.Count} pairs, four fifths in bands)";
        List<Chart> charts = [Panel($"Training loss{of}", study, (curve, at) => curve.Training[at].Loss)];
        if (networks.HasLabels)
        {
            charts.Add(Panel($"Error on {(hasTest ? "the test" : "the samples")}{of}", study, (curve, at) => 1 - Joining.Accuracy(curve, at)));
        }

        return Chart.Document("Barriers between networks", charts, 2);
    }

    private static Chart Panel(string title, Study study, Func<PathCurve, int, double> value)
    {
        var chart = new Chart(title, "way from one network to the other", isLogarithmic: false);
        foreach (var (i, way) in Joining.Of(study).Index())
        {
            chart.Add(new Chart.Line(way.Name, [.. way.Curves[0].At.Select((place, at) =>
            {
                double[] values = [.. way.Curves.Select(curve => value(curve, at)).Order()];
                return (place, Quantile(values, LowBand), Quantile(values, 0.5), Quantile(values, HighBand));
            })])
            {
                Dash = Dashes[i],
            });
        }

        return chart;
    }

    private static double Quantile(double[] ordered, double share) => ordered[(int)Math.Round(share * (ordered.Length - 1))];
}
