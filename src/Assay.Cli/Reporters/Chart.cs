using System.Globalization;
using System.Net;
using System.Text;

namespace Assay.Cli.Reporters;

/// <summary>One panel of a drawing: lines over two axes, with bands around them.</summary>
/// <param name="title">What it shows.</param>
/// <param name="across">What goes from left to right.</param>
/// <param name="isLogarithmic">Whether what goes up does so by powers of ten.</param>
/// <param name="isLogarithmicAcross">Whether what goes to the right does.</param>
internal sealed class Chart(string title, string across, bool isLogarithmic, bool isLogarithmicAcross = false)
{
    /// <summary>How wide a panel is.</summary>
    public const int Width = 476;

    /// <summary>How high it is.</summary>
    public const int Height = 320;

    private const int Left = 66;
    private const int Right = 112;
    private const int Top = 40;
    private const int Bottom = 44;
    private const int SampleLength = 20;
    private const double LeastPositive = 1e-12;
    private const double MostBeyond = 2;

    // Colours that people with any colour vision can tell apart (Okabe and Ito 2008).
    private static readonly string[] Colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7f7f7f"];

    private readonly List<Line> _lines = [];

    /// <summary>What stands under the title.</summary>
    public string Under { get; init; } = "";

    /// <summary>One line, and the band around it, point by point.</summary>
    /// <param name="Name">What it shows.</param>
    /// <param name="Points">Its points: across, and low, middle, high.</param>
    public sealed record Line(string Name, IReadOnlyList<(double X, double Low, double Middle, double High)> Points)
    {
        /// <summary>Strokes and gaps of the line, which is then shown beside its name too; null for a line without gaps.</summary>
        public string? Dash { get; init; }
    }

    /// <summary>Adds a line; points that are no numbers are left out.</summary>
    public void Add(Line line) => _lines.Add(line with { Points = [.. line.Points.Where(point => double.IsFinite(point.Middle) && double.IsFinite(point.X))] });

    /// <summary>A whole drawing of panels, so many beside each other.</summary>
    public static string Document(string label, IReadOnlyList<Chart> charts, int beside)
    {
        var (columns, rows) = (Math.Min(beside, charts.Count), (charts.Count + beside - 1) / beside);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {columns * Width} {rows * Height}\" width=\"{columns * Width}\" height=\"{rows * Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(label)}\">\n");
        svg.Append("<style>text{font:12px system-ui,sans-serif;fill:#222}.quiet{fill:#666}.grid{stroke:#ddd}rect{fill:#fff}");
        svg.Append("@media(prefers-color-scheme:dark){text{fill:#eee}.quiet{fill:#aaa}.grid{stroke:#444}rect{fill:#181818}}</style>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{columns * Width}\" height=\"{rows * Height}\"/>\n");
        foreach (var (i, chart) in charts.Index())
        {
            svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({i % beside * Width},{i / beside * Height})\">\n");
            chart.Draw(svg);
            svg.Append("</g>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private void Draw(StringBuilder svg)
    {
        var points = _lines.SelectMany(line => line.Points).ToList();
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"{(Under.Length == 0 ? 22 : 16)}\">{WebUtility.HtmlEncode(title)}</text>\n");
        if (Under.Length > 0)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"quiet\" x=\"{Left}\" y=\"31\">{WebUtility.HtmlEncode(Under)}</text>\n");
        }

        if (points.Count == 0)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"quiet\" x=\"{Left}\" y=\"{Height / 2}\">nothing was measured</text>\n");
            return;
        }

        var (left, right) = Ends(points.Select(point => Across(point.X)));
        var (low, high) = Ends(points.SelectMany(point => new[] { Up(point.Low), Up(point.Middle), Up(point.High) }).Where(double.IsFinite));
        if (isLogarithmic)
        {
            // A band may reach anywhere; the lines are what is to be seen.
            var (least, greatest) = Ends(points.Select(point => Up(point.Middle)));
            (low, high) = (Math.Max(low, least - MostBeyond), Math.Min(high, greatest + MostBeyond));
        }

        double X(double x) => Left + ((Width - Left - Right) * (Across(x) - left) / (right - left));
        double Y(double y) => Math.Clamp(Top + ((Height - Top - Bottom) * (high - Up(y)) / (high - low)), Top, Height - Bottom);
        foreach (var (value, label) in AxisTicks.Of(low, high, isLogarithmic))
        {
            var y = Y(value);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" y1=\"{y:0.#}\" x2=\"{Width - Right}\" y2=\"{y:0.#}\"/><text class=\"quiet\" x=\"{Left - 6}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{label}</text>\n");
        }

        foreach (var (value, label) in AxisTicks.Of(left, right, isLogarithmicAcross))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"quiet\" x=\"{X(value):0.#}\" y=\"{Height - Bottom + 16}\" text-anchor=\"middle\">{label}</text>\n");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"quiet\" x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">{WebUtility.HtmlEncode(across)}</text>\n");
        var names = new List<(double Y, Line Line, string Colour)>();
        foreach (var (i, line) in _lines.Index().Where(pair => pair.Item.Points.Count > 0))
        {
            var colour = Colours[i % Colours.Length];
            var upper = line.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):0.#},{Y(point.High):0.#}"));
            var lower = line.Points.Reverse().Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):0.#},{Y(point.Low):0.#}"));
            var middle = line.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):0.#},{Y(point.Middle):0.#}"));
            svg.Append(CultureInfo.InvariantCulture, $"<polygon points=\"{string.Join(' ', upper.Concat(lower))}\" fill=\"{colour}\" fill-opacity=\"0.15\"/><polyline points=\"{string.Join(' ', middle)}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"{Dashed(line)}/>\n");
            names.Add((Y(line.Points[^1].Middle), line, colour));
        }

        // Names stand beside the ends of their lines, one below another where these are close.
        names = [.. names.OrderBy(name => name.Y)];
        var places = new double[names.Count];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = Math.Max(names[i].Y + 4, i > 0 ? places[i - 1] + 14 : 0);
        }

        // What would stand below the panel moves up.
        for (var (i, most) = (places.Length - 1, Height - Bottom + 4.0); i >= 0; i--, most -= 14)
        {
            places[i] = Math.Min(places[i], most);
        }

        foreach (var (next, (_, line, colour)) in places.Zip(names))
        {
            var sample = line.Dash is null ? 0 : SampleLength;
            if (sample > 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Width - Right + 4}\" y1=\"{next - 4:0.#}\" x2=\"{Width - Right + sample:0.#}\" y2=\"{next - 4:0.#}\" stroke=\"{colour}\" stroke-width=\"2\"{Dashed(line)}/>");
            }

            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width - Right + 6 + (sample > 0 ? sample - 2 : 0)}\" y=\"{next:0.#}\" style=\"fill:{colour}\">{WebUtility.HtmlEncode(line.Name)}</text>\n");
        }
    }

    private static string Dashed(Line line) => line.Dash is null ? "" : $" stroke-dasharray=\"{line.Dash}\"";

    private double Up(double value) => isLogarithmic ? Math.Log10(Math.Max(LeastPositive, value)) : value;

    private double Across(double value) => isLogarithmicAcross ? Math.Log10(Math.Max(LeastPositive, value)) : value;

    private static (double Low, double High) Ends(IEnumerable<double> values)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        return low < high ? (low, high) : (low - 0.5, high + 0.5);
    }
}
