using System.Globalization;
using System.Net;
using System.Text;
using Assay.Matrices.Certified;

namespace Assay.Cli.Reporters;

/// <summary>The singular values of a matrix as a drawing: each a point on a logarithmic axis, with a bar for its enclosure.</summary>
internal static class SpectrumSvg
{
    private const int Width = 720;
    private const int Height = 400;
    private const int Left = 76;
    private const int Right = 20;
    private const int Top = 48;
    private const int Bottom = 48;
    private const int MostTicks = 8;
    private const int ZeroRow = 34;

    /// <summary>The document. Zero, which no logarithmic axis reaches, has a line of its own below it.</summary>
    public static string Of(string name, IReadOnlyList<Enclosure> values)
    {
        var positive = values.Where(value => value.High > 0).ToList();
        var high = Math.Ceiling(positive.Select(value => Math.Log10(value.High)).DefaultIfEmpty(0).Max());
        var low = Math.Floor(positive.Select(value => Math.Log10(value.Low > 0 ? Math.Max(value.Low, value.High * 1e-20) : value.High)).DefaultIfEmpty(-1).Min());
        low = low == high ? high - 1 : low;
        var hasZero = values.Any(value => value.Low <= 0);
        var (zero, scale) = (Height - Bottom, Height - Top - Bottom - (hasZero ? ZeroRow : 0));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" role=\"img\" aria-label=\"Singular values\">\n");
        svg.Append("<style>text{font:13px system-ui,sans-serif;fill:#222}.quiet{fill:#666}line{stroke:#ddd}.zero{stroke-dasharray:4 3}.end{stroke:#1f5fa8;stroke-width:2}circle{fill:#1f5fa8}rect{fill:#fff}");
        svg.Append("@media(prefers-color-scheme:dark){text{fill:#eee}.quiet{fill:#aaa}line{stroke:#444}.end{stroke:#7ab3f0}circle{fill:#7ab3f0}rect{fill:#181818}}</style>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"26\">Singular values of {WebUtility.HtmlEncode(Path.GetFileName(name))}</text>\n");
        var step = Math.Max(1, Math.Ceiling((high - low) / MostTicks));
        for (var power = high; power >= low; power -= step)
        {
            var y = Y(power, low, high, scale);
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" y1=\"{y:0.#}\" x2=\"{Width - Right}\" y2=\"{y:0.#}\"/><text class=\"quiet\" x=\"{Left - 8}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">1e{power:0}</text>\n");
        }

        if (hasZero)
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"zero\" x1=\"{Left}\" y1=\"{zero}\" x2=\"{Width - Right}\" y2=\"{zero}\"/><text class=\"quiet\" x=\"{Left - 8}\" y=\"{zero + 4}\" text-anchor=\"end\">0</text>\n");
        foreach (var (i, value) in values.Index())
        {
            var x = Left + 14 + ((Width - Left - Right - 28) * (values.Count == 1 ? 0.5 : i / (values.Count - 1.0)));
            var top = value.High > 0 ? Y(Math.Log10(value.High), low, high, scale) : zero;
            var bottom = value.Low > 0 ? Y(Math.Max(low, Math.Log10(value.Low)), low, high, scale) : zero;
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"end\" x1=\"{x:0.#}\" y1=\"{top:0.#}\" x2=\"{x:0.#}\" y2=\"{bottom:0.#}\"/><circle cx=\"{x:0.#}\" cy=\"{top:0.#}\" r=\"{(values.Count > 80 ? 2 : 4)}\"><title>σ{i + 1} = {value}</title></circle>\n");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"quiet\" x=\"{Left}\" y=\"{Height - 16}\">σ1 to σ{values.Count}, each enclosed for certain; a bar is an enclosure wide enough to be seen</text>\n</svg>\n");
        return svg.ToString();
    }

    private static double Y(double power, double low, double high, double scale) => Top + (scale * (high - power) / (high - low));
}
