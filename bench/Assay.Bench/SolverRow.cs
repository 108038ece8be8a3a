using System.Globalization;

namespace Assay.Bench;

/// <summary>What one question cost Assay and z3, in ms.</summary>
internal sealed class SolverRow(string name, string outcome, string decider, List<double> assay, List<double> z3)
{
    /// <summary>Less than this nobody notices, and the clock does not see it well.</summary>
    private const double Floor = 0.5;

    private const double WorthMeasuring = 5;

    public string Decider => decider;

    private double Assay { get; } = Median(assay);

    private double Z3 { get; } = Median(z3);

    private double Ratio => Assay / Z3;

    public static void Write(TextWriter to, List<SolverRow> rows)
    {
        to.WriteLine("| question | answer | decider | Assay, ms | z3, ms | Assay / z3 |\n|---|---|---|---|---|---|");
        rows.ForEach(to.WriteLine);
        to.WriteLine();
        Summary(to, "all", rows);
        Summary(to, $"where one of the two needs {WorthMeasuring} ms or more", [.. rows.Where(row => Math.Max(row.Assay, row.Z3) >= WorthMeasuring)]);
    }

    public static void Summary(TextWriter to, string which, List<SolverRow> rows)
    {
        if (rows.Count > 0)
        {
            to.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"- {which}: {rows.Count} questions, geometric mean of Assay / z3 {Math.Exp(rows.Average(row => Math.Log(row.Ratio))):0.00}, Assay slower on {rows.Count(row => row.Ratio > 1)}; open: Assay {rows.Count(row => row.IsOpen)}, z3 {rows.Count(row => row.Z3 >= 990 * Z3Process.MostSeconds)}"));
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"| {name} | {outcome} | {decider} | {Assay:0.0} | {Z3:0.0} | {Ratio:0.00} |");

    private bool IsOpen => outcome == "open";

    private static double Median(List<double> times) => Math.Max(Floor, times.Order().ElementAt(times.Count / 2));
}
