using System.Text;
using System.Text.RegularExpressions;
using Assay.Claims;
using Assay.Reporting.GitHub;
using Assay.Running;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Tests.Reporting;

public class GitHubReportTests
{
    [Fact]
    public void A_refutation_is_an_error_at_its_lines()
    {
        var lines = Annotations(Runs.OfEverything());

        Assert.StartsWith("::error file=sort.md,line=7,endLine=10,title=refuted-instead%3A refuted::The short kernel still sorts.%0ARefuted; expected proved.%0A", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_certain_is_an_error_and_what_is_measured_or_open_a_warning()
    {
        string[] titles = [.. Annotations(Runs.OfEverything()).Select(line => Regex.Match(line, "^::([a-z]+) .*title=([a-z-]+)%3A").Result("$1 $2"))];

        Assert.Equal(["error refuted-instead", "error proved-instead", "error fault", "error unusable", "warning contradicted-instead", "warning open"], titles);
    }

    [Fact]
    public void Where_all_is_as_expected_nothing_is_annotated() =>
        Assert.Empty(Annotations(Runs.Of(new ClaimResult(Samples.SortClaim("refuted"), Samples.Answer(Samples.RefutedVerdict), TimeSpan.Zero))));

    [Fact]
    public void Ten_of_a_kind_are_shown_and_the_rest_is_counted()
    {
        var problems = Enumerable.Range(1, 13).Select(line => new Problem(new Place("a.md", line, 1), "Wrong."));
        var lines = Annotations(Runs.OfEverything() with { Problems = [.. problems] });

        Assert.Equal(10, lines.Count(line => line.StartsWith("::error ", StringComparison.Ordinal)));
        Assert.Contains("title=refuted-instead", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("::notice title=Assay::7 more", lines[^1], StringComparison.Ordinal);
    }

    // The runner splits a line at the first "::" behind the command, properties at commas, and each at its first "=".
    [Fact]
    public void No_text_escapes_from_its_place_in_a_command() => Gen.String.Sample(
        text =>
        {
            foreach (var line in Annotations(Runs.Saying(text)))
            {
                Assert.DoesNotContain('\n', line);
                Assert.DoesNotContain('\r', line);
                var head = line[2..line.IndexOf("::", 2, StringComparison.Ordinal)];
                Assert.Matches("^error file=[^,:]*(,line=[0-9]+,endLine=[0-9]+)?,title=[^,:]*$", head);
            }
        },
        iter: Rounds.Of(200));

    [Fact]
    public void Percent_signs_line_ends_colons_and_commas_are_escaped()
    {
        var line = Annotations(Runs.Of() with { Problems = [new Problem(new Place("a,b:c%.md", 1, 1), "1% of\r\n::error::x")] }).Single();

        Assert.Equal("::error file=a%2Cb%3Ac%25.md,line=1,endLine=1,title=To repair::1%25 of%0A::error::x", line);
    }

    [Fact]
    public void The_summary_is_a_table_with_surprises_first()
    {
        var rows = StepSummary.Of(Runs.OfEverything()).Split('\n').Where(row => row.StartsWith('|')).ToList();

        Assert.Equal(2 + 10, rows.Count);
        Assert.All(rows, row => Assert.Equal(5, row.Count(c => c == '|')));
        Assert.StartsWith("| ! | sort&#46;md&#58;9&#58;4 | to repair |", rows[2], StringComparison.Ordinal);
        Assert.Contains("refuted, expected proved", rows[3], StringComparison.Ordinal);
        Assert.Contains("undecided, as expected", rows[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_leaves_its_cell() => Gen.String.Sample(
        text => Assert.All(StepSummary.Of(Runs.Saying(text)).Split('\n')[2..^2], row => Assert.Matches(@"^\|[^|<>\[\]`*_@]*\|[^|<>\[\]`*_@]*\|[^|<>\[\]`*_@]*\|[^|<>\[\]`*_@]*\|$", row)),
        iter: Rounds.Of(200));

    [Theory]
    [InlineData(0)]
    [InlineData(600)]
    [InlineData(1500)]
    [InlineData(StepSummary.MostBytes)]
    public void The_summary_keeps_within_its_bound(int bytes)
    {
        var result = new ClaimResult(Samples.SortClaim("proved"), Samples.Answer(Samples.RefutedVerdict), TimeSpan.Zero);
        var text = StepSummary.Of(Runs.Of([.. Enumerable.Repeat(result, 10_000)]), bytes);

        Assert.True(Encoding.UTF8.GetByteCount(text) <= bytes);
        Assert.Equal(bytes > 0, text.EndsWith(" more rows had no room here.\n\n", StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Annotations(RunReport report) => WorkflowCommands.Annotations(report, Runs.Replay, ".");
}
