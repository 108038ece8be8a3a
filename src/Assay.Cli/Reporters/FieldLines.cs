using Assay.Reporting;

namespace Assay.Cli.Reporters;

/// <summary>Lines of a label and a text that is wrapped behind it.</summary>
/// <param name="sink">Where the lines go.</param>
/// <param name="labelWidth">How many columns labels take.</param>
internal sealed class FieldLines(IReportSink sink, int labelWidth)
{
    /// <summary>Writes one.</summary>
    public void Write(string label, string text)
    {
        foreach (var line in TerminalText.Wrap(text, sink.Width - labelWidth - 2))
        {
            sink.Write(new StyledLine().Add("  " + label.PadRight(labelWidth), Tone.Quiet).Add(line));
            label = "";
        }
    }
}
