using System.Text.Json;
using System.Xml.Linq;
using Assay.Cli;
using Assay.Running;
using Assay.TestSupport;

namespace Assay.Acceptance;

/// <summary>Reports for systems that run checks.</summary>
public sealed class ReportFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_reports_are_written_beside_the_one_on_standard_output()
    {
        var (sarif, junit) = (_folder.At("out/assay.sarif"), _folder.At("out/assay.xml"));

        var (code, output, error) = new Tool(new FakeDomain()).Run("check", Claims(), "--sarif", sarif, "--junit", junit, "--json", "--no-store");

        Assert.Equal(ExitCodes.AsExpected, code);
        Assert.Empty(error);
        using var json = JsonDocument.Parse(output);
        using var log = JsonDocument.Parse(File.ReadAllText(sarif));
        Assert.Equal(2, log.RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength());
        Assert.Equal(2, XDocument.Load(junit).Descendants("testcase").Count());
        Assert.Equal(2, Directory.GetFiles(_folder.At("out")).Length);
    }

    [Theory]
    [InlineData("--sarif")]
    [InlineData("--junit")]
    public void What_cannot_be_written_is_refused_before_anything_is_decided(string option)
    {
        var decided = false;
        var domain = new FakeDomain { Understanding = (_, _) => decided = true };
        _folder.Write("file", "");

        var (code, _, error) = new Tool(domain).Run("check", Claims(), option, _folder.At("file/report"));

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.False(decided);
        Assert.StartsWith($"assay: {option}: cannot write '{_folder.At("file/report")}': ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_reports_cannot_share_a_file()
    {
        var (code, _, error) = new Tool(new FakeDomain()).Run("check", Claims(), "--sarif", _folder.At("x"), "--junit", _folder.At("x"));

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains("name the same file", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_is_there_stays_whole_when_the_new_one_cannot_be_written()
    {
        var path = _folder.Write("report", "old");

        // The name of the temporary file is longer than the file system takes.
        var problem = WholeFile.Save(_folder.At(new string('x', 250)), "new");

        Assert.NotNull(problem);
        Assert.Equal([path], Directory.GetFiles(_folder.Root));
        Assert.Null(WholeFile.Save(path, "new"));
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void A_link_or_a_device_is_not_replaced_by_a_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making links needs rights there.");
        File.CreateSymbolicLink(_folder.At("link"), _folder.Write("target", ""));

        Assert.Equal("it is no ordinary file.", WholeFile.Refuses(_folder.At("link")));
        Assert.Equal("it is no ordinary file.", WholeFile.Refuses("/dev/null"));
        Assert.Equal("it is a folder.", WholeFile.Refuses(_folder.Root));
        Assert.Null(WholeFile.Refuses(_folder.At("target")));
        Assert.Null(WholeFile.Refuses(_folder.At("new/file")));
    }

    [Fact]
    public void In_a_GitHub_workflow_texts_of_claims_are_no_commands_and_annotations_come_last()
    {
        var summary = _folder.Write("summary.md", "before\n");
        var domain = new FakeDomain { Decide = (_, _, _, _) => Samples.Answer(Samples.RefutedVerdict with { Reason = "x\n::error::injected" }) };

        var (code, output, _) = new Tool(domain) { Variables = { ["GITHUB_STEP_SUMMARY"] = summary, ["GITHUB_WORKSPACE"] = _folder.Root } }
            .Run("check", Claims(), "--github", "--no-store", "--verbose");

        Assert.Equal(ExitCodes.Differs, code);
        var lines = output.TrimEnd().Split('\n');
        var token = lines[0]["::stop-commands::".Length..];
        var resumed = Array.IndexOf(lines, $"::{token}::");
        Assert.True(resumed > Array.FindIndex(lines, line => line.TrimStart().StartsWith("::error::injected", StringComparison.Ordinal)));
        Assert.Equal(["::error file=claims.md,line=1,", "::error file=claims.md,line=6,"], lines[(resumed + 1)..].Select(line => line[..30]));
        Assert.StartsWith("before\n## Assay", File.ReadAllText(summary), StringComparison.Ordinal);
    }

    [Fact]
    public void Beside_JSON_annotations_go_to_standard_error()
    {
        var domain = new FakeDomain { Decide = (_, _, _, _) => Samples.Answer(Samples.RefutedVerdict) };

        var (_, output, error) = new Tool(domain).Run("check", Claims(), "--github", "--json", "--no-store");

        using var json = JsonDocument.Parse(output);
        Assert.Contains("\n::error file=", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_could_not_be_written_is_no_success()
    {
        var (code, output, error) = new Tool(new FakeDomain()) { Variables = { ["GITHUB_STEP_SUMMARY"] = _folder.At("missing/summary.md") } }
            .Run("check", Claims(), "--github", "--no-store");

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Contains("2 claims: 2 proved", output, StringComparison.Ordinal);
        Assert.Contains("The summary cannot be written", error, StringComparison.Ordinal);
    }

    private string Claims() => _folder.Write("claims.md", Samples.Block("first", "claim: true", "expect: proved") + Samples.Block("second", "claim: true", "expect: proved"));
}
