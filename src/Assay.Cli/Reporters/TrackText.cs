using System.Globalization;
using Assay.LanguageModels.Scoring;
using Assay.LanguageModels.Tasks;
using Assay.Reporting;
using Assay.Statistics;

namespace Assay.Cli.Reporters;

/// <summary>Tells how a model follows a variable: a line for each depth and distance, beside those who never look beyond the first value or the last number.</summary>
/// <param name="sink">Where the lines go.</param>
/// <param name="study">What was found.</param>
internal sealed class TrackText(IReportSink sink, TrackStudy study)
{
    private const double Confidence = 0.95;
    private const int LabelWidth = 10;
    private const int LongestReply = 100;

    private static readonly int[] Widths = [6, 9, 8, 15, 10, 9, 9, 9];
    private static readonly int[] BaselineWidths = [6, 9, 7, 10, 7, 10, 7, 10];

    private readonly FieldLines _fields = new(sink, LabelWidth);

    /// <summary>Writes the report.</summary>
    public void Write()
    {
        var task = study.Cells[0].Task;
        _fields.Write("model", study.Model);
        _fields.Write("task", $"{task.Text[..task.Text.IndexOf('(', StringComparison.Ordinal)]} in {task.Syntax.Name}, names: {task.Names}, {study.Cells[0].Tally.Count} {(study.Cells[0].Tally.Count == 1 ? "instance" : "instances")} of each kind, each with a twin of as many statements in which the variable does not change");
        sink.Write(StyledLine.Empty);
        Row(Widths, ["depth", "distance", "right", "95 %", "likeliest", "of twins", "p", "unparsed"], Tone.Quiet);
        foreach (var cell in study.Cells)
        {
            var tally = cell.Tally;
            Row(
                Widths,
                [
                Number(cell.Task.Shape.Depth), Number(cell.Task.Shape.Distance), Share(tally.Right, tally.Count), Interval(tally.Interval(Confidence)), Share(tally.LikeliestRight, tally.Told),
                Share(tally.TwinRight, tally.Count),
                tally.Chance.ToString("G2", CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{tally.UnparsedOfEach.Instances}+{tally.UnparsedOfEach.Twins}"),
                ]);
        }

        WriteBaselines();
        sink.Write(StyledLine.Empty);
        foreach (var (label, parity) in new[] { ("odd", 1), ("even", 0) })
        {
            var tally = study.OfParity(parity);
            if (tally.Count > 0 && task.Shape.Family is TaskFamily.TupleSwap or TaskFamily.TemporarySwap or TaskFamily.XorSwap)
            {
                _fields.Write(label, $"After an {label} number of swaps {Share(tally.Right, tally.Count)} right, within {Interval(study.IntervalOfParity(parity, Confidence))}; {Share(tally.FirstValue, tally.Count)} answer the first value of the variable.");
            }
        }

        var all = study.All;
        _fields.Write("unparsed", all.Unparsed == 0
            ? "No reply: each begins with a number."
            : string.Create(CultureInfo.InvariantCulture, $"{all.Unparsed:N0} of {2 * all.Count:N0} replies do not begin with a number, of instances + of twins; they count as wrong.{(all.Rambling is { } reply ? $" One says: \"{TerminalText.Cut(TerminalText.Clean(reply.ReplaceLineEndings(" ")), LongestReply)}\"" : "")}"));
        if (2 * all.Empty > all.Count)
        {
            _fields.Write("empty", string.Create(CultureInfo.InvariantCulture, $"{all.Empty:N0} replies are empty. If the model reasons before it answers, give it room: --reply-tokens 4000"));
        }

        _fields.Write("likeliest", all.Told == 0
            ? "No log-probabilities of these numbers are told: only replies count."
            : "How often the right number has the likeliest token of all numbers in the program" + (all.Told == all.Count ? "." : string.Create(CultureInfo.InvariantCulture, $", of the {all.Told:N0} of {all.Count:N0} instances of which the model tells that.")));
        if (study.Remark is { } remark)
        {
            _fields.Write("remark", remark);
        }

        _fields.Write("p", "How likely instances and twins would differ so much, were both equally hard (McNemar's exact test).");
        WriteSmallest();
    }

    private void WriteSmallest()
    {
        if (study.Smallest is not { } smallest)
        {
            return;
        }

        sink.Write(StyledLine.Empty);
        sink.Write(new StyledLine().Add($"  the smallest program that it gets wrong: {smallest.Truth} is right, and it says {smallest.Said}", Tone.Quiet));
        foreach (var line in smallest.Prompt.Split('\n'))
        {
            sink.Write(new StyledLine().Add("    " + line));
        }
    }

    // How often the model says what somebody says who does not read the program, and how often that is right.
    private void WriteBaselines()
    {
        sink.Write(StyledLine.Empty);
        Row([15, 17, 17, 17], ["", "first value", "first number", "last number"], Tone.Quiet);
        Row(BaselineWidths, ["depth", "distance", "said", "is right", "said", "is right", "said", "is right"], Tone.Quiet);
        foreach (var cell in study.Cells)
        {
            var (tally, baselines) = (cell.Tally, cell.Tally.Baselines);
            Row(
                BaselineWidths,
                [
                    Number(cell.Task.Shape.Depth), Number(cell.Task.Shape.Distance), Whole(tally.FirstValue), Whole(baselines.FirstValue), Whole(tally.FirstLiteral), Whole(baselines.FirstLiteral),
                    Whole(tally.LastLiteral), Whole(baselines.LastLiteral),
                ]);

            string Whole(int count) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * count / tally.Count:0} %");
        }
    }

    private void Row(IReadOnlyList<int> widths, IReadOnlyList<string> texts, Tone tone = Tone.Plain)
    {
        var line = new StyledLine().Add("  ");
        foreach (var (text, width) in texts.Zip(widths))
        {
            line.Add(text.PadRight(width), tone);
        }

        sink.Write(line);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Share(int count, int of) => of == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * count / of:0.#} %");

    private static string Interval(Interval interval) => string.Create(CultureInfo.InvariantCulture, $"{100 * interval.Low:0.#}–{100 * interval.High:0.#} %");
}
