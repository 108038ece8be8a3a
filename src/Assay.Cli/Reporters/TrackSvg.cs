using System.Globalization;
using Assay.LanguageModels.Scoring;
using Assay.Statistics;

namespace Assay.Cli.Reporters;

/// <summary>Accuracy against depth, or against distance, with bands of Clopper and Pearson.</summary>
internal static class TrackSvg
{
    private const double Confidence = 0.95;

    // Lines are told apart without colour.
    private static readonly string[] Dashes = ["1 0", "7 3", "2 2", "9 3 2 3", "4 2 1 2 1 2"];

    /// <summary>The document: one panel for each distance where depths differ, else one over distances.</summary>
    public static string Of(TrackStudy study)
    {
        var isOverDepth = study.Cells.Select(cell => cell.Task.Shape.Depth).Distinct().Count() > 1;
        var panels = study.Cells.GroupBy(cell => isOverDepth ? cell.Task.Shape.Distance : cell.Task.Shape.Depth);
        return Chart.Document($"Accuracy of {study.Model}", [.. panels.Select(panel => Panel(panel.Key, [.. panel], isOverDepth))], 2);
    }

    private static Chart Panel(int key, IReadOnlyList<TrackStudy.Cell> cells, bool isOverDepth)
    {
        var chart = new Chart(
            string.Create(CultureInfo.InvariantCulture, $"Accuracy, {(isOverDepth ? "distance" : "depth")} {key} ({cells[0].Tally.Count} instances)"),
            isOverDepth ? "how often the variable changes" : "statements since its last change",
            isLogarithmic: false);
        Add("right", tally => (tally.Right, tally.Interval(Confidence)));
        Add("twin right", tally => (tally.TwinRight, tally.TwinInterval(Confidence)));
        Add("first value", tally => (tally.FirstValue, null));
        Add("last number", tally => (tally.LastLiteral, null));
        Add("first number", tally => (tally.FirstLiteral, null));
        return chart;

        void Add(string name, Func<Tally, (int Count, Interval? Band)> of)
        {
            var dash = Dashes[Array.IndexOf(["right", "twin right", "first value", "last number", "first number"], name)];
            chart.Add(new Chart.Line(name, [.. cells.Select(cell =>
            {
                var (count, band) = of(cell.Tally);
                var share = count / (double)cell.Tally.Count;
                return ((double)(isOverDepth ? cell.Task.Shape.Depth : cell.Task.Shape.Distance), band?.Low ?? share, share, band?.High ?? share);
            })])
            { Dash = dash });
        }
    }
}
