using System.Text;

namespace Assay.Reporting.Html;

/// <summary>Writes drawings as images that the page holds itself: what runs in a drawing does not run in an image.</summary>
internal static class FigureList
{
    /// <summary>Writes the drawings.</summary>
    public static void Write(HtmlWriter html, IReadOnlyList<Figure> figures)
    {
        foreach (var figure in figures)
        {
            using (html.Open("figure", ("class", "drawing")))
            {
                html.Empty("img", ("src", $"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(figure.Svg))}"), ("alt", figure.Caption));
                html.Element("figcaption", figure.Caption);
            }
        }
    }
}
