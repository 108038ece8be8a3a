using System.Globalization;
using Assay.Claims;
using Assay.Reporting;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Cli.Dropping;

/// <summary>Writes for people which instructions may go.</summary>
/// <param name="sink">Where to.</param>
/// <param name="report">What came out.</param>
internal sealed class DropTable(IReportSink sink, DropReport report)
{
    private const int WidestInstruction = 40;
    private const int LabelWidth = 10;
    private readonly int _numberWidth = report.Lines.Count == 0 ? 1 : report.Lines.Max(line => Number(line).Length);

    /// <summary>Writes all.</summary>
    public void Write()
    {
        foreach (var problem in report.Problems)
            ProblemLines.Write(sink, problem);
        if (report.Problems.Count > 0 || report.Lines.Count == 0)
            return;

        sink.Write(new StyledLine().Add(report.Function, Tone.Strong).Add($"  {report.Place}", Tone.Quiet));
        Field("  ", "keep", report.Kept);
        foreach (var assumption in report.Assumptions)
            Field("  ", "assume", assumption);
        if (report.Lines.Select(line => line.Settlement).OfType<Answered>().FirstOrDefault() is { } any)
            Field("  ", "covers", any.Verdict.Covers);
        if (report.Whole is Answered { Verdict: Refuted { Counterexample: { } example } })
            Field("  ", "but", $"the whole function does not keep that: {Wording.Assignment(example.Inputs)}");
        sink.Write(StyledLine.Empty);
        var width = Math.Min(WidestInstruction, report.Lines.Max(line => TerminalText.Width(line.Line.Text)));
        foreach (var line in report.Lines)
            Row(line, width);
        sink.Write(StyledLine.Empty);
        sink.Write(Summary());
    }

    private void Row(DroppedLine line, int width)
    {
        var (glyph, word, tone) = DropWords.Answer(line.Settlement);
        sink.Write(new StyledLine().Add($"{glyph} ", tone).Add($"{Number(line).PadLeft(_numberWidth)}  ", Tone.Quiet)
            .Column(line.Line.Text, width, Tone.Strong).Add("  ").Add(word, tone));
        var indent = new string(' ', _numberWidth + 4);
        foreach (var (label, text) in DropWords.Reasons(line.Settlement))
            Field(indent, label, text);
    }

    private void Field(string indent, string label, string text)
    {
        foreach (var part in TerminalText.Wrap(text, Math.Max(20, sink.Width - indent.Length - LabelWidth)))
        {
            sink.Write(new StyledLine().Add(indent).Column(label, LabelWidth, Tone.Quiet).Add(part));
            label = "";
        }
    }

    private StyledLine Summary()
    {
        var (may, needed, open) = (report.Count<Proved>(), report.Count<Refuted>(), report.Count<Undecided>());
        var line = new StyledLine().Add(Wording.Count(report.Lines.Count, "instruction"), Tone.Strong).Add(": ")
            .Add($"{may} may go", may > 0 ? Tone.Good : Tone.Plain).Add($", {needed} {(needed == 1 ? "is" : "are")} needed");
        if (open > 0)
            line.Add(", ").Add($"{open} left open", Tone.Doubt);
        if (report.Run.WasInterrupted)
            line.Add(", ").Add("interrupted", Tone.Alarm);
        return line.Add($", {Wording.Duration(report.Run.Elapsed)}", Tone.Quiet).Add(may > 1 ? "; each alone" : "");
    }

    private static string Number(DroppedLine line) => line.Line.Place.Line.ToString(CultureInfo.InvariantCulture);
}
