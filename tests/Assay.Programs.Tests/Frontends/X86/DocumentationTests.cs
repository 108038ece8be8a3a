using System.Text.RegularExpressions;
using Assay.Programs.Frontends.X86;

namespace Assay.Programs.Tests.Frontends.X86;

public sealed class DocumentationTests
{
    [Fact]
    public void The_documentation_lists_exactly_the_instructions_there_are()
    {
        var text = File.ReadAllText(Documentation());
        var list = text[text.IndexOf("## Instructions", StringComparison.Ordinal)..];
        var listed = Regex.Matches(list, "`([a-z0-9]+)`").Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);
        Assert.Equal(AsmFunction.Mnemonics, listed);
    }

    [Fact]
    public void No_instruction_is_both_known_and_refused() =>
        Assert.Empty(InstructionTable.Refused.Keys.Intersect(AsmFunction.Mnemonics));

    private static string Documentation()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Assay.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return Path.Combine(folder, "docs", "x86.md");
    }
}
