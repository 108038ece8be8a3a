using Assay.Reporting;
using Spectre.Console;

namespace Assay.Cli.Terminal;

/// <summary>Writes a report with colours.</summary>
internal sealed class ConsoleSink : IReportSink
{
    private readonly IAnsiConsole _console;

    public ConsoleSink(TextWriter writer, int width)
    {
        Width = width;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });

        // Lines are cut by the report; what it leaves long, such as a command to copy, must not be broken here.
        _console.Profile.Width = int.MaxValue / 4;
    }

    public int Width { get; }

    public void Write(StyledLine line)
    {
        foreach (var span in line.Spans)
            _console.Write(span.Text, StyleOf(span.Tone));
        _console.Write("\n");
    }

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Strong => new Style(decoration: Decoration.Bold),
        Tone.Quiet => new Style(Color.Grey),
        Tone.Good => new Style(Color.Green),
        Tone.Bad => new Style(Color.Red, decoration: Decoration.Bold),
        Tone.Doubt => new Style(Color.Yellow),
        Tone.Alarm => new Style(Color.Fuchsia, decoration: Decoration.Bold),
        _ => Style.Plain,
    };
}
