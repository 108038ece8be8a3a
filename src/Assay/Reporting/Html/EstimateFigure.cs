using System.Globalization;
using Assay.Verdicts;

namespace Assay.Reporting.Html;

/// <summary>Writes a measurement: its interval beside the threshold, drawn and in words.</summary>
internal static class EstimateFigure
{
    private const double Width = 600;
    private const double Margin = 20;
    private const double Axis = 34;

    public static void Write(HtmlWriter html, Estimate estimate)
    {
        using (html.Open("figure", ("class", "estimate")))
        {
            Draw(html, estimate);
            using (html.Open("figcaption"))
            {
                html.Text(Wording.Describe(estimate));
                html.Text(string.Create(CultureInfo.InvariantCulture, $"; confidence {estimate.Confidence:G6}, {estimate.Samples:N0} independent samples. Dot: the estimate. Bar: its interval. Dashed: the threshold."));
                if (estimate.Remark.Length > 0)
                    html.Text($" {estimate.Remark}");
            }
        }
    }

    // An interval may be infinite to one side, or nothing but its estimate.
    private static void Draw(HtmlWriter html, Estimate estimate)
    {
        double[] ends = [.. new[] { estimate.Low, estimate.Value, estimate.High, estimate.Threshold }.Where(double.IsFinite)];
        if (!double.IsFinite(estimate.Value) || !double.IsFinite(estimate.Threshold) || ends.Min() >= ends.Max())
            return;

        var (low, high) = (ends.Min(), ends.Max());
        string X(double value) => Number(Margin + ((Width - (2 * Margin)) * Math.Clamp((value / 2 - low / 2) / (high / 2 - low / 2), 0, 1)));
        using (html.Open("svg", ("viewBox", "0 0 600 60"), ("role", "img"), ("aria-label", Wording.Describe(estimate))))
        {
            html.Empty("line", ("class", "axis"), ("x1", Number(Margin)), ("x2", Number(Width - Margin)), ("y1", Number(Axis)), ("y2", Number(Axis)));
            html.Empty("line", ("class", "interval"), ("x1", X(Bound(estimate.Low, low))), ("x2", X(Bound(estimate.High, high))), ("y1", Number(Axis)), ("y2", Number(Axis)));
            html.Empty("circle", ("cx", X(estimate.Value)), ("cy", Number(Axis)), ("r", "6"));
            html.Empty("line", ("class", "threshold"), ("x1", X(estimate.Threshold)), ("x2", X(estimate.Threshold)), ("y1", "10"), ("y2", "58"));
        }
    }

    private static double Bound(double value, double otherwise) => double.IsFinite(value) ? value : otherwise;

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
