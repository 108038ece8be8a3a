using Assay.Reporting;
using Assay.Training;
using Assay.Training.Experiments;
using Assay.Training.Questions;

namespace Assay.Cli.Reporters;

/// <summary>How the runs of a claim went: medians over seeds, with bands that hold four fifths of them.</summary>
internal static class CurvesSvg
{
    private const int Grid = 40;
    private const double LeastShare = 1e-3;
    private const double LowBand = 0.1;
    private const double HighBand = 0.9;

    /// <summary>The document: for each setting the loss and the accuracy, of functions the value and the performance profile.</summary>
    /// <param name="result">What was run.</param>
    /// <param name="beside">How many panels stand beside each other.</param>
    public static string Of(CampaignResult result, int beside = 2) => Chart.Document(
        $"Training curves of {result.Claim.Name}",
        [.. result.Settings.SelectMany(setting => Charts(result, setting))],
        beside);

    private static IEnumerable<Chart> Charts(CampaignResult result, Setting setting)
    {
        var (where, isFunction) = (setting.Label.Length == 0 ? "" : $", {setting.Label}", setting.Arms[0].Network is null);
        var across = $"share of the budget of {setting.Axis}";
        yield return Curve(setting, (isFunction ? "Value" : "Training loss") + where, across, point => point.Loss, isLogarithmic: true);
        yield return isFunction ? Profile(setting) : Curve(setting, "Accuracy on the test" + where, across, point => point.TestAccuracy, isLogarithmic: false);
    }

    private static Chart Curve(Setting setting, string title, string across, Func<CurvePoint, double> value, bool isLogarithmic)
    {
        var isFunction = setting.Arms[0].Network is null;
        var chart = new Chart(title, across, isLogarithmic, isLogarithmicAcross: isFunction) { Under = Under(setting) };
        foreach (var (i, arm) in setting.Arms.Index())
        {
            List<(double, double, double, double)> points = [];
            for (var step = 0; step <= Grid && setting.Runs.Count > 0; step++)
            {
                var share = isFunction ? Math.Pow(LeastShare, 1 - (step / (double)Grid)) : step / (double)Grid;
                double[] values = [.. setting.Runs.Select(seed => CurvePoint.At(seed[i].Curve, share, value)).Order()];
                points.Add((share, Quantile(values, LowBand), Quantile(values, 0.5), Quantile(values, HighBand)));
            }

            chart.Add(new Chart.Line(arm.Name, points));
        }

        return chart;
    }

    private static string Under(Setting setting)
    {
        var diverged = setting.Arms.Select((arm, i) => (arm.Name, Count: setting.Runs.Count(seed => seed[i].Quantities.GetValueOrDefault("diverged") > 0))).Where(arm => arm.Count > 0);
        var told = string.Join(", ", diverged.Select(arm => $"{arm.Name} {arm.Count}"));
        return $"{Wording.Count(setting.Runs.Count, "seed")}, median and four fifths{(told.Length == 0 ? "" : $"; diverged: {told}")}";
    }

    // For each arm, the share of problems that it solves within so many times the gradients of the best arm (Dolan and Moré 2002).
    private static Chart Profile(Setting setting)
    {
        const double Most = 100;
        var chart = new Chart($"Performance profile ({setting.Runs.Count} problems)", "gradients, as a multiple of those of the best arm", isLogarithmic: false, isLogarithmicAcross: true);
        foreach (var (i, arm) in setting.Arms.Index())
        {
            var ratios = setting.Runs.ConvertAll(seed => seed[i].Quantities["reached"] / Math.Max(1, seed.Min(run => run.Quantities["reached"])));
            chart.Add(new Chart.Line(arm.Name, [.. Enumerable.Range(0, Grid + 1).Select(step =>
            {
                var factor = Math.Pow(Most, step / (double)Grid);
                var share = setting.Runs.Count == 0 ? double.NaN : ratios.Count(ratio => ratio <= factor) / (double)setting.Runs.Count;
                return (factor, share, share, share);
            })]));
        }

        return chart;
    }

    private static double Quantile(double[] ordered, double share) => ordered[(int)Math.Round(share * (ordered.Length - 1))];
}
