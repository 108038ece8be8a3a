using System.Globalization;
using Assay.Programs.Synthesis.Audit;
using Assay.Reporting;

namespace Assay.Cli.Auditing;

/// <summary>Writes an audit for people: a line for each kernel, what is wrong below it, and a summary.</summary>
/// <param name="sink">Where to.</param>
/// <param name="report">The audit.</param>
/// <param name="verbose">Whether kernels that sort are listed in large folders too.</param>
internal sealed class AuditTable(IReportSink sink, AuditReport report, bool verbose)
{
    private const int ManyKernels = 40;
    private const int WidestName = 40;
    private const int VerdictWidth = 16;
    private const string Indent = "    ";

    // In a large folder those that sort are not worth a line each.
    private readonly List<AuditedKernel> _shown =
        [.. report.Kernels.Where(kernel => verbose || report.Kernels.Count <= ManyKernels || kernel is not UsableKernel { Verdict: Sorts })];

    /// <summary>Writes all.</summary>
    public void Write()
    {
        foreach (var problem in report.Problems)
            ProblemLines.Write(sink, problem);
        if (report.Kernels.Count == 0)
            return;

        if (_shown.Count > 0)
            Rows();
        Summary();
    }

    private void Rows()
    {
        var width = Math.Min(WidestName, Math.Max("kernel".Length, _shown.Max(kernel => TerminalText.Width(Name(kernel)))));
        sink.Write(new StyledLine().Add("  ").Column("outcome", VerdictWidth - 2, Tone.Quiet).Add("length  ", Tone.Quiet).Column("kernel", width, Tone.Quiet).Add("  results", Tone.Quiet));
        foreach (var kernel in _shown)
        {
            switch (kernel)
            {
                case UsableKernel usable:
                    Row(usable, width);
                    break;
                case UnusableKernel unusable:
                    sink.Write(new StyledLine().Column("! unusable", VerdictWidth, Tone.Alarm).Add("        ").Add(Name(kernel), Tone.Strong));
                    foreach (var problem in unusable.Problems)
                        ProblemLines.Write(sink, problem, Indent);
                    break;
            }
        }

        sink.Write(StyledLine.Empty);
    }

    private void Row(UsableKernel kernel, int width)
    {
        var (word, tone) = AuditWords.Outcome(kernel.Verdict);
        var line = new StyledLine().Column(word, VerdictWidth, tone)
            .Add(kernel.Length.ToString(CultureInfo.InvariantCulture).PadLeft("length".Length)).Add("  ")
            .Column(Name(kernel), width, Tone.Strong).Add("  ");
        var results = string.Join(", ", kernel.Results);
        var fits = line.Width + TerminalText.Width(results) <= sink.Width;
        sink.Write(fits ? line.Add(results) : line);
        if (!fits)
            Below($"results  {results}");
        if (AuditWords.Example(kernel) is { } example)
            Below(example);
        if (kernel.SameAs is { } other)
            Below($"the same as {Name(other)} up to names", Tone.Quiet);
    }

    private void Below(string text, Tone tone = Tone.Plain)
    {
        foreach (var part in TerminalText.Wrap(text, sink.Width - Indent.Length))
            sink.Write(new StyledLine().Add(Indent).Add(part, tone));
    }

    private void Summary()
    {
        var counts = new (int Count, string One, string Many, Tone Tone)[]
        {
            (report.Count<Sorts>(), "sorts", "sort", Tone.Good),
            (report.Count<LosesTies>(), "loses ties", "lose ties", Tone.Bad),
            (report.Count<DoesNotSort>(), "does not sort", "do not sort", Tone.Bad),
            (report.Unusable, "unusable", "unusable", Tone.Alarm),
        }.Where(count => count.Count > 0).ToList();
        var line = new StyledLine().Add(Wording.Count(report.Kernels.Count, "kernel"), Tone.Strong).Add(": ");
        foreach (var (count, i) in counts.Select((count, i) => (count, i)))
            line.Add(i > 0 ? ", " : "").Add(string.Create(CultureInfo.InvariantCulture, $"{count.Count:N0} {(count.Count == 1 ? count.One : count.Many)}"), count.Tone);
        sink.Write(line.Add($", {Wording.Duration(report.Elapsed)}", Tone.Quiet));
        foreach (var remark in AuditWords.Remarks(report, hides: _shown.Count < report.Kernels.Count))
            sink.Write(new StyledLine().Add(remark, Tone.Quiet));
    }

    private string Name(AuditedKernel kernel) => Name(kernel.File);

    private string Name(string file) => file.Length > report.Path.Length ? System.IO.Path.GetRelativePath(report.Path, file) : file;
}
