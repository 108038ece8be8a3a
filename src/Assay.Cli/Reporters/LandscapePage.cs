using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Assay.Cli.Reporters;

/// <summary>Losses on planes through a network at one moment of its training: bands over many planes, row after row.</summary>
/// <param name="Label">When, as in "after 400 steps".</param>
/// <param name="Low">What a tenth of the planes is below.</param>
/// <param name="Median">The median.</param>
/// <param name="High">What nine tenths are below.</param>
/// <param name="Clipped">How many losses were clipped.</param>
internal sealed record LandscapeFrame(string Label, IReadOnlyList<double> Low, IReadOnlyList<double> Median, IReadOnlyList<double> High, int Clipped);

/// <summary>One self-contained page with the loss around a network: a map and a surface, a slider for time. It asks nothing of the network, and the table reads without scripts.</summary>
internal static class LandscapePage
{
    private const int Digits = 6;

    /// <summary>The page.</summary>
    /// <param name="title">What is looked at.</param>
    /// <param name="subtitle">What was found, in a sentence.</param>
    /// <param name="method">How it was measured, in a sentence.</param>
    /// <param name="distances">The distances along both directions, ascending.</param>
    /// <param name="planes">How many planes.</param>
    /// <param name="frames">The moments, at least one; each band has as many entries as there are pairs of distances, those along the first direction next to each other.</param>
    public static string Of(string title, string subtitle, string method, IReadOnlyList<double> distances, int planes, IReadOnlyList<LandscapeFrame> frames)
    {
        using var stream = typeof(LandscapePage).Assembly.GetManifestResourceStream("landscape.html")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var page = new StringBuilder(reader.ReadToEnd());
        page.Replace("{{title}}", WebUtility.HtmlEncode(title)).Replace("{{subtitle}}", WebUtility.HtmlEncode(subtitle)).Replace("{{method}}", WebUtility.HtmlEncode(method));
        page.Replace("{{table}}", Table(distances, frames[^1].Median)).Replace("{{data}}", Json(distances, planes, frames));
        return page.ToString();
    }

    // The serializer writes what could end a script as escapes.
    private static string Json(IReadOnlyList<double> distances, int planes, IReadOnlyList<LandscapeFrame> frames) => JsonSerializer.Serialize(new
    {
        distances = Rounded(distances),
        planes,
        frames = frames.Select(frame => new { label = frame.Label, low = Rounded(frame.Low), median = Rounded(frame.Median), high = Rounded(frame.High), clipped = frame.Clipped }),
    });

    private static IEnumerable<double> Rounded(IEnumerable<double> values) =>
        values.Select(value => double.Parse(value.ToString($"G{Digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    // About nine rows and columns.
    private static string Table(IReadOnlyList<double> distances, IReadOnlyList<double> losses)
    {
        const int Most = 8;
        var step = Math.Max(1, (distances.Count - 1) / Most);
        int[] shown = [.. Enumerable.Range(0, distances.Count).Where(i => i % step == 0)];
        var table = new StringBuilder("<table><thead><tr><th></th>");
        foreach (var column in shown)
        {
            table.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{distances[column]:0.##}</th>");
        }

        table.Append("</tr></thead><tbody>");
        foreach (var row in shown.Reverse())
        {
            table.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{distances[row]:0.##}</th>");
            foreach (var column in shown)
            {
                table.Append(CultureInfo.InvariantCulture, $"<td>{losses[(row * distances.Count) + column]:G4}</td>");
            }

            table.Append("</tr>");
        }

        return table.Append("</tbody></table>").ToString();
    }
}
