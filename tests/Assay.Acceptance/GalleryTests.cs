using System.Text.Json;
using Assay.Cli;
using Assay.Cli.Terminal;
using Assay.TestSupport;

namespace Assay.Acceptance;

/// <summary>The gallery is checked as a user would, with the real domains.</summary>
public sealed class GalleryTests
{
    // Claims about training, and about models that are trained, take minutes; CI goes through them once, by the README's command.
    public static TheoryData<string> Folders() =>
        [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "gallery")).Where(HasClaims).Select(folder => Path.GetFileName(folder)!).Where(name => name is not ("training" or "models")).Order()];

    [Theory]
    [InlineData("programs")]
    [InlineData("integers")]
    [InlineData("rewrites")]
    [InlineData("matrices")]
    public void No_folder_is_left_out(string folder) => Assert.Contains(folder, Folders().Select(row => row.Data));

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_claim_comes_out_as_expected(string folder)
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") == "true", "CI goes through the whole gallery once, by the README's command.");

        // Other tests take the processor at the same time; how long it takes alone is for the bench to say.
        using var output = new StringWriter { NewLine = "\n" };
        var code = AssayTool.Run(["check", Path.Combine(Repository.Root, "gallery", folder), "--json", "--no-store", "--budget", "3 min"], new Surroundings
        {
            Out = output,
            Error = TextWriter.Null,
            Cancellation = TestContext.Current.CancellationToken,
        });
        using var report = JsonDocument.Parse(output.ToString());
        var claims = report.RootElement.GetProperty("documents").EnumerateArray().SelectMany(document => document.GetProperty("claims").EnumerateArray()).ToList();
        var wrong = claims.Where(claim => claim.GetProperty("standing").GetString() != "asExpected").Select(claim => claim.GetProperty("name").GetString());
        Assert.Equal([], wrong);
        Assert.Equal(0, code);
        Assert.NotEmpty(claims);
    }

    [Theory]
    [InlineData("P1")]
    [InlineData("P2")]
    [InlineData("P3")]
    [InlineData("P4")]
    [InlineData("P5")]
    [InlineData("P6")]
    [InlineData("P8")]
    [InlineData("I1")]
    [InlineData("I2")]
    [InlineData("I3")]
    [InlineData("I4")]
    [InlineData("I5")]
    [InlineData("M1")]
    [InlineData("M2")]
    [InlineData("M3")]
    [InlineData("M4")]
    [InlineData("M5")]
    [InlineData("M6")]
    [InlineData("M7")]
    [InlineData("M8")]
    public void The_gallery_has_a_place_for(string statement)
    {
        var texts = Directory.EnumerateFiles(Path.Combine(Repository.Root, "gallery"), "*.md", SearchOption.AllDirectories).Select(File.ReadAllText);
        Assert.Contains(texts, text => System.Text.RegularExpressions.Regex.IsMatch(text, $@"\b{statement}\b"));
    }

    private static bool HasClaims(string folder) => Directory.EnumerateFiles(folder, "*.opt", SearchOption.AllDirectories).Any()
        || Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories).Any(file => File.ReadAllText(file).Contains("```claim", StringComparison.Ordinal));
}
