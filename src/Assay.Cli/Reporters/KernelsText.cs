using System.Globalization;
using Assay.Programs.Synthesis;
using Assay.Reporting;

namespace Assay.Cli.Reporters;

/// <summary>Tells what <c>assay kernels</c> found and excluded.</summary>
/// <param name="sink">Where the lines go.</param>
/// <param name="request">What was asked.</param>
/// <param name="report">What came out.</param>
internal sealed class KernelsText(IReportSink sink, KernelRequest request, KernelReport report)
{
    private const int LabelWidth = 12;

    /// <summary>The kernel that was to be shortened, and its length.</summary>
    public (string Name, int Length)? Given { get; init; }

    /// <summary>The folder that the counted kernels were written to, or null.</summary>
    public string? List { get; init; }

    private bool IsGivenShortest => Given is var (_, length) && report.IsShortest && report.Kernel?.Count == length;

    /// <summary>Writes the report.</summary>
    public void Write()
    {
        var (glyph, headline, tone) = Headline();
        sink.Write(new StyledLine().Add(glyph, tone).Add(" ").Add(headline, tone));
        sink.Write(StyledLine.Empty);
        if (Given is var (name, length))
        {
            Field("given", $"{name}: {Instructions(length)}; it sorts, equal values included");
        }

        Field("over", report.Covers);
        if (report.Kernel is { } kernel && !IsGivenShortest)
        {
            sink.Write(StyledLine.Empty);
            var code = report.Code ?? kernel;
            for (var i = 0; i < code.Count; i++)
            {
                Line(i == 0 ? "kernel" : "", code[i]);
            }

            Field("", report.IsTieSafe ? "It sorts equal values too." : "It sorts distinct values only: equal values may be lost.");
        }

        sink.Write(StyledLine.Empty);
        foreach (var level in report.Levels)
        {
            Field(string.Create(CultureInfo.InvariantCulture, $"length {level.Length}"), Describe(level));
        }

        if (report.Count is { } count)
        {
            sink.Write(StyledLine.Empty);
            Field("count", Counted(count));
        }

        if (List is not null)
        {
            var isAll = (ulong)report.Kernels.Count == report.Count;
            Field("listed", string.Create(CultureInfo.InvariantCulture, $"{(isAll ? "all" : "the first")} {report.Kernels.Count:N0}, one file each, in {List}"));
        }

        if (report.Choice is { } choice)
        {
            Field("chosen", Chosen(choice));
        }

        if (report.Obstacle.Length > 0)
        {
            Field("stopped", report.Obstacle);
        }

        sink.Write(StyledLine.Empty);
        Field("took", Duration(report.Cost));
    }

    private (string Glyph, string Headline, Tone Tone) Headline()
    {
        var values = request.Values == 1 ? "1 value" : string.Create(CultureInfo.InvariantCulture, $"{request.Values} values");
        if (report.Kernel is { } kernel)
        {
            return IsGivenShortest ? ("✓", $"{Given?.Name} is as short as any for {values}: {Instructions(kernel.Count)}", Tone.Good)
                : report.IsShortest ? ("✓", $"shortest kernel for {values}: {Instructions(kernel.Count)}", Tone.Good)
                : ("✓", $"a kernel for {values}: {Instructions(kernel.Count)}; shorter ones are open{(report.Excluded >= 0 ? $" from {report.Excluded + 1} on" : "")}", Tone.Doubt);
        }

        return report.Obstacle.Length == 0 ? ("✗", $"no kernel of up to {Instructions(report.Excluded)} sorts {values}: proved", Tone.Good)
            : ("?", $"undecided: kernels for {values}", Tone.Doubt);
    }

    private static string Describe(KernelLevel level)
    {
        var states = string.Create(CultureInfo.InvariantCulture, $"{level.Layers.Sum():N0} {(level.Layers.Sum() == 1 ? "state" : "states")} in {level.Layers.Count} {(level.Layers.Count == 1 ? "layer" : "layers")}, {Duration(level.Cost)}");
        return level.Exists ? $"exists; {states}"
            : $"none; {states}; the proof checked independently, {Duration(level.Check ?? TimeSpan.Zero)}{(level.Certificate is { } folder ? $"; certificate in {folder}" : "")}";
    }

    private string Counted(ulong count)
    {
        if (request.Instructions == "minmax")
        {
            return string.Create(CultureInfo.InvariantCulture, $"{count:N0} programs, results in any registers; all sort equal values too");
        }

        var ties = report.TieSafe is { } safe ? string.Create(CultureInfo.InvariantCulture, $"; {safe:N0} of them sort equal values too") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{count:N0} kernels sort distinct values into ascending order{ties}");
    }

    private static string Chosen(KernelChoice choice) => string.Create(
        CultureInfo.InvariantCulture,
        $"for {choice.Processor}, of {(choice.IsComplete ? "all" : "the first")} {choice.Compared:N0} that sort equal values: {choice.Cycles} cycles a run (the slowest {choice.WorstCycles}), a chain of {choice.CriticalPath}, {choice.Throughput:0.##} cycles each when many runs overlap; {Measured(choice)}");

    private static string Measured(KernelChoice choice) => choice.Measured == 0 ? "by a model, not measured" : string.Create(
        CultureInfo.InvariantCulture,
        $"of the {choice.Measured} best by the model it ran fastest here, {choice.Nanoseconds:0.00} ns a row (the slowest {choice.WorstNanoseconds:0.00})");

    private static string Instructions(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "instruction" : "instructions")}");

    private static string Duration(TimeSpan time) => time.TotalSeconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    private void Field(string label, string text)
    {
        foreach (var line in TerminalText.Wrap(text, sink.Width - LabelWidth - 2))
        {
            Line(label, line);
            label = "";
        }
    }

    private void Line(string label, string text) => sink.Write(new StyledLine().Add("  " + label.PadRight(LabelWidth), Tone.Quiet).Add(text));
}
