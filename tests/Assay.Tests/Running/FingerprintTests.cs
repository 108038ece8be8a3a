using Assay.Claims;
using Assay.Running;
using Assay.TestSupport;

namespace Assay.Tests.Running;

public class FingerprintTests
{
    private const string Code = "```csharp\nstatic int F(int x) => x;\n```\n\n";

    [Theory]
    [InlineData("claim: x > 2", Code)]
    [InlineData("claim: x > 1\nassume: x > 0", Code)]
    [InlineData("claim: x > 1", "```csharp\nstatic int F(int x) => -x;\n```\n\n")]
    [InlineData("claim: x > 1", "")]
    public void Another_statement_or_other_code_is_another_claim(string entries, string code) =>
        Assert.NotEqual(Of("claim: x > 1", Code), Of(entries, code));

    [Theory]
    [InlineData("says: Larger than one.\nclaim: x > 1")]
    [InlineData("claim:   x > 1\nexpect: refuted\nbudget: 1 s")]
    public void Words_that_change_no_meaning_count_for_nothing(string entries) =>
        Assert.Equal(Of("claim: x > 1", Code), Of(entries, Code));

    private static string Of(string entries, string code)
    {
        var document = new ClaimDocumentReader([new FakeDomain()]).ReadText("doc.md", code + Samples.Block("c", entries));
        return ClaimFingerprint.Of(document, document.Claims[0]);
    }
}
