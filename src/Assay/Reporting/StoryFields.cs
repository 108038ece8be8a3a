namespace Assay.Reporting;

/// <summary>Writes labelled fields: labels in one column, texts wrapped in the next, blank lines between groups.</summary>
/// <param name="sink">Where the lines go.</param>
/// <param name="labelWidth">Columns for labels, with the space behind them.</param>
internal sealed class StoryFields(IReportSink sink, int labelWidth)
{
    private const int Indent = 2;
    private const int WidestText = 100;
    private const int NarrowestText = 20;
    private const int WidestColumn = 36;
    private const int NarrowestColumn = 8;

    private readonly int _textWidth = Math.Max(NarrowestText, Math.Min(sink.Width, WidestText) - Indent - labelWidth);
    private bool _somethingAbove;
    private bool _gapDue;

    /// <summary>Starts a new group: the next line is set off by a blank one.</summary>
    public void Gap() => _gapDue = _somethingAbove;

    /// <summary>Writes a line as it is.</summary>
    public void Line(StyledLine line)
    {
        if (_gapDue)
            sink.Write(StyledLine.Empty);
        _gapDue = false;
        _somethingAbove = true;
        sink.Write(line);
    }

    /// <summary>Writes a text over the whole width.</summary>
    public void Paragraph(string text, Tone tone = Tone.Plain)
    {
        foreach (var line in TerminalText.Wrap(text, _textWidth + labelWidth))
            Line(new StyledLine().Add(Blanks(Indent)).Add(line, tone));
    }

    /// <summary>Writes a text beside its label; an empty label continues the field above.</summary>
    public void Field(string label, string text, Tone tone = Tone.Plain)
    {
        foreach (var line in TerminalText.Wrap(text, _textWidth))
        {
            Line(Labelled(label).Add(line, tone));
            label = "";
        }
    }

    /// <summary>Writes a text that must stay in one line, such as a command to copy.</summary>
    public void Whole(string label, string text, Tone tone = Tone.Plain) => Line(Labelled(label).Add(text, tone));

    /// <summary>Writes rows whose cells stand in aligned columns; the last cell is wrapped.</summary>
    public void Rows(string label, IReadOnlyList<IReadOnlyList<string>> rows, Tone tone = Tone.Plain)
    {
        if (rows.Count == 0)
            return;

        var last = rows[0].Count - 1;
        var widths = Columns(rows, last);
        var room = Math.Max(NarrowestColumn, _textWidth - widths.Sum(width => width + 2));
        foreach (var row in rows)
        {
            var cells = row.Take(last);
            foreach (var text in TerminalText.Wrap(row[last], room))
            {
                var line = Labelled(label);
                foreach (var (cell, width) in cells.Zip(widths))
                    line.Column(cell, width, tone).Add("  ");
                Line(line.Add(text, tone));
                label = "";
                cells = Enumerable.Repeat("", last);
            }
        }
    }

    // The widest columns give way until the last one has room.
    private List<int> Columns(IReadOnlyList<IReadOnlyList<string>> rows, int count)
    {
        var widths = Enumerable.Range(0, count)
            .Select(column => Math.Min(WidestColumn, rows.Max(row => TerminalText.Width(row[column]))))
            .ToList();
        var room = Math.Min(NarrowestText, rows.Max(row => TerminalText.Width(row[count])));
        while (widths.Sum(width => width + 2) + room > _textWidth && widths.Max() > NarrowestColumn)
            widths[widths.IndexOf(widths.Max())]--;
        return widths;
    }

    private StyledLine Labelled(string label) =>
        new StyledLine().Add(Blanks(Indent)).Column(label, labelWidth, Tone.Quiet);

    private static string Blanks(int count) => new(' ', count);
}
