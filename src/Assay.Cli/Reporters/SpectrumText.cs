using Assay.Matrices.Certified;
using Assay.Reporting;

namespace Assay.Cli.Reporters;

/// <summary>The singular values of a matrix as bars, by their logarithms.</summary>
internal static class SpectrumText
{
    private const int MostBars = 8;
    private const int Indent = 12;
    private const int Least = 20;
    private const int Widest = 48;
    private const double Floor = 1e-300;

    /// <summary>Writes them; of many a few, evenly spread, the greatest and the least among them.</summary>
    public static void Write(IReportSink sink, IReadOnlyList<Enclosure> values)
    {
        int[] chosen = [.. Enumerable.Range(0, Math.Min(MostBars, values.Count))
            .Select(i => (int)Math.Round(i * (values.Count - 1.0) / (Math.Min(MostBars, values.Count) - 1)))];
        var width = Math.Clamp(sink.Width - Indent - Least, Least, Widest);
        var (low, high) = (Logarithm(values.Where(value => value.High > 0).Select(value => Math.Max(value.Low, value.High * 1e-20)).DefaultIfEmpty(1).Min()), Logarithm(values[0].High));
        var span = Math.Max(1, high - low);
        foreach (var (place, i) in chosen.Index())
        {
            var value = values[i];
            var length = value.High == 0 ? 0 : 1 + (int)Math.Round((width - 1) * (Logarithm(value.High) - low) / span);
            sink.Write(new StyledLine()
                .Add("  " + (place == 0 ? "spectrum" : "").PadRight(Indent - 2), Tone.Quiet)
                .Add($"{"σ" + (i + 1),-6}").Add(new string('▇', Math.Clamp(length, 0, width))).Add(length == 0 ? "0" : $" {value}", Tone.Quiet));
        }
    }

    private static double Logarithm(double value) => Math.Log10(Math.Clamp(value, Floor, double.MaxValue));
}
