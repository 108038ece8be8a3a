using System.Globalization;
using Assay.Training.Geometry;
using Assay.Training.Probes;

namespace Assay.Cli.Reporters;

/// <summary>The spectrum of a Hessian and slices through a loss, as a drawing.</summary>
internal static class LandscapeSvg
{
    /// <summary>The document.</summary>
    public static string Of(string name, LandscapeLook look, Slice slice, IReadOnlyList<double[]> way)
    {
        var spectrum = new Chart("density of eigenvalues (95 % bands over starts)", "eigenvalue", isLogarithmic: true);
        spectrum.Add(new Chart.Line("density", [.. look.Density.At.Select((at, i) => (at, Math.Max(look.Density.Low[i], 1e-9), Math.Max(look.Density.Mean[i], 1e-9), Math.Max(look.Density.High[i], 1e-9)))]));

        // The middle row of each plane is a line through the network.
        var points = slice.At.Count;
        var (low, middle, high) = (slice.Quantile(0.1), slice.Quantile(0.5), slice.Quantile(0.9));
        var lines = new Chart("loss along random directions (four fifths)", "distance, in lengths of filters", isLogarithmic: true);
        lines.Add(new Chart.Line("loss", [.. slice.At.Select((at, i) => (at, Clip(low[Row(i)]), Clip(middle[Row(i)]), Clip(high[Row(i)])))]));
        return Chart.Document($"The loss around {name}", way.Count > 1 ? [spectrum, lines, Path(way)] : [spectrum, lines], 2);

        int Row(int i) => (points / 2 * points) + i;
        double Clip(double loss) => loss <= slice.Ceiling ? loss : slice.Ceiling;
    }

    private static Chart Path(IReadOnlyList<double[]> way)
    {
        var trajectory = Trajectory.Of(way);
        var chart = new Chart("the way of training, beside its chord", string.Create(CultureInfo.InvariantCulture, $"distance along it; {trajectory.Outside:P0} of squares outside"), isLogarithmic: false);
        chart.Add(new Chart.Line("to the end", [.. trajectory.Points.Select(point => (point.Along, point.Beside, point.Beside, point.Beside))]));
        return chart;
    }
}
