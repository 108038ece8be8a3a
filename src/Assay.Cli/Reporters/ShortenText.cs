using System.Globalization;
using Assay.Programs.Synthesis.Shortening;
using Assay.Reporting;

namespace Assay.Cli.Reporters;

/// <summary>Tells what <c>assay shorten</c> found and excluded.</summary>
/// <param name="sink">Where the lines go.</param>
/// <param name="answer">What came out.</param>
internal sealed class ShortenText(IReportSink sink, Shortened answer)
{
    private const int LabelWidth = 14;
    private const int WidestText = 100;
    private const int MostOperands = 16;

    private string Unit => answer.IsAssembly ? "instruction" : "operation";

    /// <summary>Writes the report.</summary>
    public void Write()
    {
        var (glyph, headline, tone) = Headline();
        sink.Write(new StyledLine().Add(glyph, tone).Add(" ").Add(headline, tone));
        sink.Write(StyledLine.Empty);
        Field("function", $"{answer.Function}, {Count(answer.OriginalLength, Unit)}");
        foreach (var assumption in answer.Assumptions)
        {
            Field("assume", assumption);
        }

        Field("made of", string.Join(", ", answer.Instructions));
        var operands = answer.Operands.Count > MostOperands ? $"{string.Join(", ", answer.Operands.Take(MostOperands))} and {answer.Operands.Count - MostOperands} more" : string.Join(", ", answer.Operands);
        Field(answer.IsAssembly ? "registers" : "constants", answer.Operands.Count > 0 ? operands : "none");
        if (answer.Shortest?.Length > answer.OriginalLength)
        {
            Field("", $"The function itself uses {Unit}s that are not among these.");
        }
        if (answer.Shortest is { } program)
        {
            sink.Write(StyledLine.Empty);
            Code("shortest", program.Text);
            Field("covers", $"{program.Covers}; proved equal by {program.Decider}, from this text");
        }

        sink.Write(StyledLine.Empty);
        Field("because", Because());
        foreach (var candidate in answer.Candidates)
        {
            sink.Write(StyledLine.Empty);
            Code("candidate", candidate.Text);
            Field("undecided", $"It agrees on all {answer.Tests.Count} inputs. {Sentence(candidate.Reason)}");
        }

        sink.Write(StyledLine.Empty);
        Table();
        Field("took", Duration(answer.Cost));
    }

    private (string Glyph, string Headline, Tone Tone) Headline()
    {
        if (answer.Shortest is { } program)
        {
            return answer.IsShortest
                ? ("✓", $"shortest: {Count(program.Length, Unit)}", Tone.Good)
                : ("✓", $"equal: {Count(program.Length, Unit)}; not known to be the shortest", Tone.Doubt);
        }

        return answer.IsImpossible ? ("✗", "impossible: no program of these instructions, of any length", Tone.Good)
            : answer.IsComplete && answer.Candidates.Count == 0 ? ("✗", $"none of up to {Count(answer.NothingBelow - 1, Unit)}", Tone.Good)
            : ("?", answer.NothingBelow > 0 ? $"undecided: none of up to {Count(answer.NothingBelow - 1, Unit)}, longer ones are open" : "undecided", Tone.Doubt);
    }

    private string Because()
    {
        if (answer.IsImpossible)
        {
            return $"Programs of up to {Count(answer.Levels[^1].Length, Unit)} reach everything that these instructions can reach from {Count(answer.Tests.Count, "input")} at once, and none of it is the result of {answer.Function}.";
        }

        if (answer.NothingBelow == 0)
        {
            return answer.IsShortest ? "Nothing is shorter." : "No length could be excluded.";
        }

        var tried = answer.Levels.Where(level => level.Length < answer.NothingBelow).Sum(level => level.Programs);
        return $"Nothing shorter than {Count(answer.NothingBelow, Unit)} is equal: all programs of up to {answer.NothingBelow - 1} differ from {answer.Function} on one of {Count(answer.Tests.Count, "input")}. {Number(tried)} of them had to be tried; the others have the same values as these.";
    }

    private void Table()
    {
        var label = "tried";
        foreach (var level in answer.Levels)
        {
            var text = $"{Count(level.Programs, "program")} of {level.Length} on {Count(level.Tests, "input")} in {Duration(level.Cost)}";
            var isLast = answer.Shortest?.Length == level.Length;
            Field(label, isLast ? text + ", until one was found" : level.IsComplete ? text : text + ", not all");
            label = "";
        }
    }

    private void Code(string label, string text)
    {
        foreach (var line in text.TrimEnd().Split('\n'))
        {
            Line(label, line, Tone.Strong);
            label = "";
        }
    }

    private void Field(string label, string text)
    {
        foreach (var line in TerminalText.Wrap(text, Math.Min(sink.Width, WidestText) - LabelWidth))
        {
            Line(label, line, Tone.Plain);
            label = "";
        }
    }

    private void Line(string label, string text, Tone tone) =>
        sink.Write(new StyledLine().Add("  ").Column(label, LabelWidth - 2, Tone.Quiet).Add(text, tone));

    private static string Count(long count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..].TrimEnd('.') + ".";

    private static string Duration(TimeSpan time) => time.TotalSeconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, time.TotalMilliseconds):0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
