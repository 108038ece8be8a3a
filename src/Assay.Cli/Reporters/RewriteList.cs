using System.Globalization;
using Assay.LanguageModels.Rewrites;
using Assay.Reporting;

namespace Assay.Cli.Reporters;

/// <summary>Shows what models are asked to rewrite.</summary>
/// <param name="sink">Where the lines go.</param>
/// <param name="problems">The problems.</param>
internal sealed class RewriteList(IReportSink sink, IReadOnlyList<RewriteProblem> problems)
{
    // Four blanks, so that a fence of a prompt is none where the output is shown in Markdown.
    private const string Indent = "    ";

    /// <summary>Writes them.</summary>
    public void Write()
    {
        foreach (var problem in problems)
        {
            if (problem != problems[0])
                sink.Write(StyledLine.Empty);
            sink.Write(new StyledLine().Add(problem.Name, Tone.Strong).Add(string.Create(CultureInfo.InvariantCulture, $"  {problem.Original.Length} {problem.Unit}s"), Tone.Quiet));
            foreach (var line in problem.Prompt.Split('\n').SelectMany(Wrapped))
                sink.Write(new StyledLine().Add(Indent + line));
        }
    }

    // Wrapping would take the indentation off code.
    private IEnumerable<string> Wrapped(string line) => TerminalText.Width(line) <= sink.Width - Indent.Length ? [line] : TerminalText.Wrap(line, sink.Width - Indent.Length);
}
