using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Assay.Cli.Commands;
using Assay.Cli.Terminal;
using Assay.TestSupport;

namespace Assay.Acceptance;

/// <summary>Commands in documents: each is one that the tool takes, and those that need nothing but the repository are run.</summary>
public sealed partial class DocumentCommandTests : IDisposable
{
    // Minutes; the gallery itself is checked by .ci/run.
    private static readonly string[] TooLong =
    [
        "assay check gallery", "assay kernels 3 --spare 2", "assay kernels 4", "assay kernels 5", "assay kernels 6", "assay train gallery/training/second-order.md", "assay model track --built-in",
    ];

    // Files of the reader, and servers of his.
    private static readonly string[] Placeholders =
        ["FILE", "FOLDER", "NAME", "URL", "--endpoint", "VALUES", "BEFORE", "STATEMENT", "CERTIFICATE", "FORMULA", "MATRIX", "DATA", "proofs", "claims.md", "before.cs", "abs.cs", "theta.npy", "A.npy", "a.json", "a.replies.gz", "run.replies", "bits.md"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_command_in_the_documents_is_one_that_the_tool_takes()
    {
        var commands = Commands();
        Assert.True(commands.Count > 60, $"{commands.Count} commands were found.");
        Assert.All(commands, command =>
        {
            var root = AssayCommand.Create(new Surroundings { Out = TextWriter.Null, Error = TextWriter.Null });
            var words = CommandLineParser.SplitCommandLine(command).Skip(1).ToList();
            if (command.Contains('[', StringComparison.Ordinal) && !command.Contains("[[", StringComparison.Ordinal))
            {
                // A synopsis: its options are what can be looked at.
                var known = OptionsOf(root, words);
                Assert.All(Option().Matches(command).Select(match => match.Value), option => Assert.Contains(option, known));
                return;
            }

            var errors = root.Parse(words).Errors.Select(error => error.Message).Where(error => !IsOfTheReader(error));
            Assert.Empty(errors);
        });
    }

    [Fact]
    public void Commands_that_need_nothing_but_the_repository_do_what_they_should()
    {
        var commands = Commands().Where(command => IsRun(command)).ToList();
        Assert.True(commands.Count >= 8, string.Join('\n', commands));
        Assert.All(commands, command =>
        {
            var words = CommandLineParser.SplitCommandLine(command).Skip(1)
                .Select(word => word.StartsWith("gallery/", StringComparison.Ordinal) ? Path.Combine(Repository.Root, word) : word.EndsWith(".html", StringComparison.Ordinal) || word.EndsWith(".svg", StringComparison.Ordinal) ? _folder.At(word) : word);
            var (code, output) = RealTool.Run([.. words]);
            Assert.True(code is 0 or 1, $"{command}\nexit code {code}\n{output}");
        });
    }

    private static bool IsRun(string command) =>
        command.Count(character => character == ' ') > 1 && !TooLong.Any(start => command.StartsWith(start, StringComparison.Ordinal))
        && !CommandLineParser.SplitCommandLine(command).Any(word => Placeholders.Any(placeholder => word.StartsWith(placeholder, StringComparison.Ordinal)))
        && CommandLineParser.SplitCommandLine(command).Skip(1).Any(word => word.StartsWith("gallery/", StringComparison.Ordinal) || word.StartsWith("--for-all", StringComparison.Ordinal) || word.StartsWith("[[", StringComparison.Ordinal) || word is "kernels");

    // Some are names only, as in "`assay check` keeps".
    private static List<string> Commands() =>
    [
        .. new[] { "README.md" }.Concat(Files("docs")).Concat(Files("gallery"))
            .SelectMany(path => Command().Matches(Repository.Read(path)).Select(match => match.Groups["command"].Value.Split("   ")[0].Split(" #")[0].Split(" > ")[0].Trim()))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Files(string folder) =>
        Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'));

    private static HashSet<string> OptionsOf(Command root, IEnumerable<string> words)
    {
        var command = root;
        foreach (var word in words)
        {
            if (command.Subcommands.FirstOrDefault(sub => sub.Name == word) is not { } sub)
                break;
            command = sub;
        }

        return [.. command.Options.Select(option => option.Name)];
    }

    // What a name alone leaves out, and what stands for something of the reader.
    private static bool IsOfTheReader(string error) =>
        error.StartsWith("Required ", StringComparison.Ordinal) || error.StartsWith("Option '", StringComparison.Ordinal) || Placeholders.Any(placeholder => error.Contains($"'{placeholder}", StringComparison.Ordinal));

    [GeneratedRegex("""(?m)(?:^(?: {4}|dotnet )?|`)(?<command>assay [a-z][^`\n]*)""")]
    private static partial Regex Command();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex Option();
}
