using System.Globalization;
using Assay.Cli.Dropping;
using Assay.LanguageModels.Rewrites;
using Assay.Reporting;
using Assay.Verdicts;

namespace Assay.Cli.Reporters;

/// <summary>Tells what became of models' rewrites: a table over models, and for each a line for every problem.</summary>
/// <param name="sink">Where the lines go.</param>
/// <param name="study">What was found.</param>
/// <param name="showsReplies">Whether each reply stands below its line.</param>
internal sealed class RewriteText(IReportSink sink, RewriteStudy study, bool showsReplies)
{
    private const double Confidence = 0.95;
    private const int LabelWidth = 10;
    private const int LeastRemark = 20;

    private static readonly int[] ModelWidths = [22, 7, 9, 12, 9, 11, 8];
    private static readonly int[] ProblemWidths = [20, 12, 9];

    private readonly FieldLines _fields = new(sink, LabelWidth);

    /// <summary>Writes the report.</summary>
    public void Write()
    {
        Row(ModelWidths, ["model", "right", "95 %", "no shorter", "refuted", "undecided", "unparsed"], Tone.Quiet);
        foreach (var model in study.Models)
        {
            var interval = model.Interval(Confidence);
            Row(ModelWidths,
            [
                model.Model, $"{Number(model.Count(RewriteOutcome.Right))}/{Number(model.Answers.Count)}",
                string.Create(CultureInfo.InvariantCulture, $"{100 * interval.Low:0}–{100 * interval.High:0} %"), Number(model.Count(RewriteOutcome.NoShorter)),
                Number(model.Count(RewriteOutcome.Refuted)), Number(model.Count(RewriteOutcome.Undecided)), Number(model.Count(RewriteOutcome.Unparsed)),
            ]);
        }

        sink.Write(StyledLine.Empty);
        _fields.Write("right", "Proved equal for all inputs that meet the assumption, and shorter: fewer instructions or, in C#, fewer operations written.");
        _fields.Write("refuted", "An input shows a difference. None of the code was run.");
        foreach (var model in study.Models)
        {
            sink.Write(StyledLine.Empty);
            sink.Write(new StyledLine().Add(TerminalText.Cut(TerminalText.Clean(model.Model), sink.Width), Tone.Strong));
            foreach (var answer in model.Answers)
                Write(answer);
        }
    }

    private void Write(RewriteAnswer answer)
    {
        var (word, tone) = Word(answer.Outcome);
        var length = Number(answer.Problem.Original.Length) + (answer is DecidedRewrite decided ? $" → {Number(decided.Code.Length)}" : "");
        var head = new StyledLine().Add("  ").Column(answer.Problem.Name, ProblemWidths[0] - 1).Add(" ").Column(word, ProblemWidths[1], tone).Column(length, ProblemWidths[2]);
        var indent = 2 + ProblemWidths.Sum();
        var width = Math.Max(LeastRemark, sink.Width - indent);
        foreach (var line in TerminalText.Wrap(TerminalText.Clean(Remark(answer)), width))
        {
            sink.Write(head.Add(TerminalText.Cut(line, width), Tone.Quiet));
            head = new StyledLine().Add(new string(' ', indent));
        }

        if (!showsReplies)
            return;
        foreach (var line in answer.Reply.ReplaceLineEndings("\n").Trim('\n').Split('\n'))
            sink.Write(new StyledLine().Add("    | ", Tone.Quiet).Add(TerminalText.Cut(TerminalText.Clean(line), sink.Width - 6)));
    }

    private static string Remark(RewriteAnswer answer) => answer switch
    {
        DecidedRewrite { Verdict: Refuted refuted } => Remark(refuted),
        DecidedRewrite { Verdict: Undecided undecided } => undecided.Reason,
        UnparsedRewrite unparsed => unparsed.Why.Reason,
        { Problem.Assumptions: { Count: > 0 } assumptions } => $"for all inputs with {string.Join(" && ", assumptions)}",
        _ => "for all inputs",
    };

    private static string Remark(Refuted refuted)
    {
        var input = refuted.Counterexample is { } example
            ? string.Join(", ", [Wording.Assignment(example.Inputs), .. example.Unknowns.Select(unknown => $"{unknown.Name} = {unknown.Value}")]) : "all inputs";
        return DropWords.Assumption(refuted.Finding) is { } assumption ? $"{input}; right {assumption}" : input;
    }

    private static (string Word, Tone Tone) Word(RewriteOutcome outcome) => outcome switch
    {
        RewriteOutcome.Right => ("right", Tone.Good),
        RewriteOutcome.NoShorter => ("no shorter", Tone.Plain),
        RewriteOutcome.Refuted => ("refuted", Tone.Bad),
        RewriteOutcome.Undecided => ("undecided", Tone.Doubt),
        _ => ("unparsed", Tone.Plain),
    };

    private void Row(IReadOnlyList<int> widths, IReadOnlyList<string> texts, Tone tone = Tone.Plain)
    {
        var line = new StyledLine().Add("  ");
        foreach (var (text, width) in texts.Zip(widths))
            line.Column(text, width, tone);
        sink.Write(line);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
