using System.Text.RegularExpressions;
using System.Xml.Linq;
using Assay.Claims;
using Assay.TestSupport;

namespace Assay.Acceptance;

/// <summary>What the documents of the repository say is so.</summary>
public partial class RepositoryDocumentTests
{
    [Theory]
    [InlineData("dotnet run -c Release --project src/Assay.Cli -- check gallery")]
    [InlineData("dotnet test -c Release")]
    public void The_commands_of_the_readme_are_the_ones_that_are_tested(string command)
    {
        Assert.Contains($"\n{command}\n", Repository.Read("README.md"), StringComparison.Ordinal);
        Assert.Contains($"step '{command}'\n", Repository.Read(".ci/run"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_script_that_checks_changes_can_be_run()
    {
        if (!OperatingSystem.IsWindows())
            Assert.True(File.GetUnixFileMode(Path.Combine(Repository.Root, ".ci", "run")).HasFlag(UnixFileMode.UserExecute));
    }

    [Fact]
    public void Every_package_is_explained_and_no_other()
    {
        var packages = XDocument.Parse(Repository.Read("Directory.Packages.props"))
            .Descendants("PackageVersion").Select(package => package.Attribute("Include")!.Value);
        var explained = PackageRow().Matches(Repository.Read("docs/dependencies.md")).Select(row => row.Groups[1].Value);

        Assert.Equal(packages.Order(StringComparer.Ordinal), explained.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_key_is_in_the_description_of_the_language()
    {
        var keys = ClaimVocabulary.Common.Concat(new Programs.ProgramsDomain(new Programs.ProgramsOptions()).Keys);
        var description = Repository.Read("docs/claims.md");

        Assert.All(keys, key => Assert.Contains($"\n| `{key.Name}` |", description, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_command_is_in_the_readme()
    {
        var help = new Tool(new FakeDomain()).Run("--help").Out;
        var commands = CommandLine().Matches(help[help.IndexOf("Commands:", StringComparison.Ordinal)..help.IndexOf("Examples:", StringComparison.Ordinal)])
            .Select(line => line.Groups[1].Value).ToList();

        Assert.NotEmpty(commands);
        Assert.All(commands, command => Assert.Contains($"| `assay {command}", Repository.Read("README.md"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("html", "docs/html.md")]
    [InlineData("sarif", "docs/ci.md")]
    [InlineData("junit", "docs/ci.md")]
    [InlineData("github", "docs/ci.md")]
    public void Every_report_beside_the_usual_one_is_described(string option, string path)
    {
        Assert.Contains($"--{option}", new Tool(new FakeDomain()).Run("check", "--help").Out, StringComparison.Ordinal);
        Assert.Contains($"| `--{option}", Repository.Read("README.md"), StringComparison.Ordinal);
        Assert.Contains($"--{option}", Repository.Read(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("docs/claims.md")]
    [InlineData("README.md")]
    public void The_claims_in_the_documents_can_be_read(string path)
    {
        var indented = Repository.Read(path).Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal));
        var text = string.Join('\n', indented.Select(line => line[4..]));

        var document = new ClaimDocumentReader([new Programs.ProgramsDomain(new Programs.ProgramsOptions())]).ReadText(path, text);

        Assert.Empty(document.Problems);
        Assert.NotEmpty(document.Claims);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("docs/claims.md")]
    [InlineData("docs/json.md")]
    [InlineData("docs/ci.md")]
    [InlineData("docs/html.md")]
    [InlineData("docs/kernels.md")]
    [InlineData("docs/mcp.md")]
    [InlineData("docs/install.md")]
    [InlineData("docs/dependencies.md")]
    public void Links_lead_to_files_that_exist(string path)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, path))!;
        var targets = Link().Matches(Repository.Read(path)).Select(link => link.Groups[1].Value);

        Assert.All(targets.Where(target => !target.StartsWith("https:", StringComparison.Ordinal)), target => Assert.True(Path.Exists(Path.Combine(folder, target.Split('#')[0])), target));
    }

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex PackageRow();

    [GeneratedRegex(@"^  ([a-z]+)\b", RegexOptions.Multiline)]
    private static partial Regex CommandLine();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();
}
