using Assay.Claims;
using Assay.Running;

namespace Assay.Reporting;

/// <summary>The report of a check of several claims: grouped by file, one line per claim, a summary at the end.</summary>
/// <param name="sink">Where the lines go.</param>
/// <param name="nameWidth">Columns for names, so that all files align.</param>
public sealed class CheckReport(IReportSink sink, int nameWidth)
{
    private const int WidestLine = 140;
    private const int WidestDecider = 16;
    private const int NarrowestEssence = 24;

    private readonly int _width = Math.Min(sink.Width, WidestLine);
    private readonly int _nameWidth = Math.Min(nameWidth, Math.Max(8, Math.Min(sink.Width, WidestLine) * 2 / 5));

    /// <summary>How many columns the names of these documents need.</summary>
    public static int NameWidth(IReadOnlyList<ClaimDocument> documents) =>
        documents.SelectMany(document => document.Claims).Select(claim => claim.Name.Length).DefaultIfEmpty(0).Max();

    /// <summary>Writes the claims of one document.</summary>
    public void Write(DocumentResult document)
    {
        ArgumentNullException.ThrowIfNull(document);
        sink.Write(new StyledLine().Add(document.Document.File, Tone.Strong));
        foreach (var problem in document.Document.Problems)
            Write(problem);

        var lines = document.Results.Select(result => (Line: new ResultLine(result), Result: result)).ToList();
        var widths = Widths.Of([.. lines.Select(line => line.Line)]);
        if (EssenceWidth(widths) < NarrowestEssence)
            widths = widths with { Decider = 0 };
        foreach (var (line, result) in lines)
        {
            Write(line, widths);
            if (result.Settlement is Unusable unusable)
            {
                foreach (var problem in unusable.Problems)
                    Write(problem, "    ");
            }
        }

        sink.Write(StyledLine.Empty);
    }

    /// <summary>Writes the problems of the request and the summary.</summary>
    public void Finish(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        foreach (var problem in report.Problems)
            Write(problem, "");
        if (report.Problems.Count > 0 && report.Documents.Count > 0)
            sink.Write(StyledLine.Empty);
        if (report.Documents.Count > 0)
            sink.Write(Summary.Of(report));
        if (report.Results.FirstOrDefault(result => result.Standing is Standing.Differs or Standing.Open) is { } first)
            sink.Write(new StyledLine().Add($"The whole story: {ShellWord.Line(["assay", "check", first.Claim.Reference])}", Tone.Quiet));
    }

    private void Write(ResultLine line, Widths widths)
    {
        var essence = Math.Max(10, EssenceWidth(widths));
        var styled = new StyledLine()
            .Add("  ")
            .Add(line.Glyph + " ", line.Tone)
            .Column(line.Word, widths.Word + 2, line.Tone)
            .Column(line.Name, _nameWidth, Tone.Strong).Add("  ")
            .Column(line.Essence, essence).Add("  ")
            .Column(line.Decider, widths.Decider, Tone.Quiet).Add(widths.Decider > 0 ? "  " : "")
            .Add(line.Time.PadLeft(widths.Time), Tone.Quiet);
        sink.Write(styled);
        if (line.Contrast is not null)
            sink.Write(new StyledLine().Add("    ! ", line.Tone).Add(line.Contrast, line.Tone));
    }

    private int EssenceWidth(Widths widths)
    {
        var decider = widths.Decider > 0 ? widths.Decider + 2 : 0;
        return _width - (2 + 2 + widths.Word + 2 + _nameWidth + 2 + 2 + decider + widths.Time);
    }

    private void Write(Problem problem, string indent = "  ") => ProblemLines.Write(sink, problem, indent);

    private readonly record struct Widths(int Word, int Decider, int Time)
    {
        public static Widths Of(IReadOnlyList<ResultLine> lines) => new(
            Widest(lines, line => line.Word),
            Math.Min(WidestDecider, Widest(lines, line => line.Decider)),
            Widest(lines, line => line.Time));

        private static int Widest(IReadOnlyList<ResultLine> lines, Func<ResultLine, string> column) =>
            lines.Select(line => TerminalText.Width(column(line))).DefaultIfEmpty(0).Max();
    }
}
