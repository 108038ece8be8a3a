using System.Text.RegularExpressions;
using Assay.Cli;
using Assay.Cli.Terminal;
using Assay.TestSupport;

namespace Assay.Acceptance;

public sealed partial class ColourTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--no-store")]
    [InlineData("--verbose")]
    public void Colours_add_nothing_but_colour(string option)
    {
        var file = _folder.Write(
            "doc.md",
            Samples.Block("first", "says: Some [bold]words[/] in brackets stay.", $"claim: {string.Join(" + ", Enumerable.Repeat("term", 60))}") + Samples.Block("second", "claim: true"));

        var (plain, coloured) = (Run(false, file, option), Run(true, file, option));

        Assert.Contains('\u001b', coloured);
        Assert.Equal(Lines(plain), Lines(EscapeCode().Replace(coloured, "")));
    }

    private static string Run(bool colours, string file, string option)
    {
        using var output = new StringWriter { NewLine = "\n" };
        AssayTool.Run(["check", file, option], new Surroundings
        {
            Out = output,
            Error = TextWriter.Null,
            Colours = colours,
            Width = 140,
            CreateDomains = _ => [new FakeDomain { Decide = (_, _, _, _) => Samples.Answer(Samples.RefutedVerdict) }],
        });
        return output.ToString();
    }

    // How long it took, and so the width of its column, is not the same twice.
    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(line => Blanks().Replace(Time().Replace(line.TrimEnd(), ""), " ").TrimEnd());

    [GeneratedRegex(@"\u001b\[[0-9;]*m")]
    private static partial Regex EscapeCode();

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();

    [GeneratedRegex(@" *<?\d+(\.\d)? (ms|s)$")]
    private static partial Regex Time();
}
