namespace Assay.Reporting.Html;

/// <summary>Writes a table.</summary>
internal static class DataTable
{
    /// <summary>Writes a table with a caption, heads of columns, and rows.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="caption">What it shows, or null where a heading above says it.</param>
    /// <param name="heads">The heads of the columns.</param>
    /// <param name="rows">The rows; each cell is a text.</param>
    /// <param name="codeColumns">How many columns from the left hold code.</param>
    public static void Write(HtmlWriter html, string? caption, IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows, int codeColumns)
    {
        using (html.Open("table"))
        {
            if (caption is not null)
                html.Element("caption", caption);
            using (html.Open("thead"))
            using (html.Open("tr"))
            {
                foreach (var head in heads)
                    html.Element("th", head, ("scope", "col"));
            }

            using (html.Open("tbody"))
            {
                foreach (var row in rows)
                {
                    using (html.Open("tr"))
                    {
                        foreach (var (column, cell) in row.Index())
                            Cell(html, cell, column < codeColumns);
                    }
                }
            }
        }
    }

    private static void Cell(HtmlWriter html, string text, bool isCode)
    {
        using (html.Open("td"))
        {
            if (isCode)
                html.Element("code", text);
            else
                html.Text(text);
        }
    }
}
