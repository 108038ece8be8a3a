using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Assay.TestSupport;

namespace Assay.Acceptance;

/// <summary>What documents show as the output of a command is what the command writes; only times may differ.</summary>
public sealed partial class DocumentOutputTests
{
    [Theory]
    [InlineData("docs/kernels.md")]
    [InlineData("docs/models.md")]
    [InlineData("README.md")]
    public void Outputs_in_documents_are_real(string path)
    {
        var text = Repository.Read(path);
        var real = Shown().Replace(text, match => $"{match.Groups["head"].Value}{Output(match.Groups["command"].Value)}{match.Groups["tail"].Value}");
        Assert.Matches(Shown(), text);
        if (Environment.GetEnvironmentVariable("ASSAY_APPROVE") == "1" && WithoutTimes(real) != WithoutTimes(text))
            File.WriteAllText(Path.Combine(Repository.Root, path), real);
        Assert.Equal(WithoutTimes(Repository.Read(path)), WithoutTimes(real));
    }

    /// <summary>The text with every duration as <c>TIME</c>.</summary>
    internal static string WithoutTimes(string text) => Time().Replace(text.ReplaceLineEndings("\n"), ", TIME");

    private static string Output(string command)
    {
        var root = Repository.Root + Path.DirectorySeparatorChar;
        string[] words = [.. CommandLineParser.SplitCommandLine(command).Skip(1)];

        // However slow the machine is, what is found must not depend on it.
        string[] patient = words[0] is "drop" or "prove" ? ["--budget", "100 s"] : [];
        var output = RealTool.Run([.. patient.Prepend(words[0]).Concat(words.Skip(1)).Select(word => word.StartsWith("gallery/", StringComparison.Ordinal) ? root + word : word)]).Output;
        return output.Replace(root, "", StringComparison.Ordinal).Replace("--budget '100 s' ", "", StringComparison.Ordinal);
    }

    [GeneratedRegex("(?<head><!-- output: (?<command>assay [^\n]+) -->\n```text\n)(?<body>.*?)(?<tail>```\n<!-- end of output -->)", RegexOptions.Singleline)]
    private static partial Regex Shown();

    [GeneratedRegex(@", (<1 ms|[0-9.]+ m?s|\d+ min \d+ s)(?=\n|;|$)")]
    private static partial Regex Time();
}
