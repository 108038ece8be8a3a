using Assay.Claims;
using Assay.Reporting;
using Assay.Running;
using Assay.TestSupport;
using Assay.Verdicts;

namespace Assay.Tests.Reporting;

public class CheckReportTests
{
    [Fact]
    public void Several_claims_are_listed_in_aligned_columns() => Approved.Matches("check-list.txt", Report(120));

    [Fact]
    public void A_narrow_terminal_cuts_columns_with_an_ellipsis() => Approved.Matches("check-list-narrow.txt", Report(60));

    private static string Report(int width)
    {
        ClaimResult[] results =
        [
            Result("the-short-kernel-sorts", "refuted", Samples.Answer(Samples.RefutedVerdict)),
            Result("squares-expand", null, Samples.Answer(Samples.ProvedVerdict)),
            Result("products-are-never-zero", "proved", Samples.Answer(Samples.RefutedVerdict)),
            Result("wide-products", null, Samples.Answer(Samples.UndecidedVerdict)),
            Result("noise-is-not-needed", null, Samples.Answer(Samples.SupportedVerdict)),
            Result("a-typing-error", null, new Unusable([new Problem(new Place("sort.md", 41, 10), "There is no function 'Sotr'.", "Did you mean 'Sort'?")])),
            Result("a-fault", null, new Faulted("'ring' and 'sampling' disagree.")),
        ];
        List<Claim> claims = [.. results.Select(result => result.Claim)];
        var document = new ClaimDocument("sort.md", [], claims, [new Problem(new Place("sort.md", 3, 1), "This block is never closed.")]);
        var run = new RunReport([new DocumentResult(document, results)], [], TimeSpan.FromSeconds(1.5), false);

        var writer = new StringWriter();
        var report = new CheckReport(new PlainSink(writer, width), CheckReport.NameWidth([document]));
        report.Write(run.Documents[0]);
        report.Finish(run);
        return writer.ToString();
    }

    private static ClaimResult Result(string name, string? expect, Settlement settlement)
    {
        (string, string)[] expectation = expect is null ? [] : [("expect", expect)];
        return new ClaimResult(Samples.Claim(name, [("claim", "true"), .. expectation]), settlement, TimeSpan.FromMilliseconds(12));
    }
}
