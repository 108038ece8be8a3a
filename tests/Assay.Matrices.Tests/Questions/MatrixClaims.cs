using Assay.Claims;
using Assay.Running;

namespace Assay.Matrices.Tests.Questions;

/// <summary>Claims as documents have them.</summary>
internal static class MatrixClaims
{
    /// <summary>The question of a claim with these lines, without the line of its domain.</summary>
    public static IQuestion Question(params string[] lines)
    {
        var domain = new MatricesDomain();
        var document = new ClaimDocumentReader([domain]).ReadText("matrices.md", $"```claim one\ndomain: matrices\n{string.Join('\n', lines)}\n```\n");
        Assert.Empty(document.Problems);
        return domain.Understand(document, document.Claims, CancellationToken.None).Questions.Single();
    }

    /// <summary>What becomes of it.</summary>
    public static Settlement Decide(params string[] lines) => Question(lines).Decide(new Budget(TimeSpan.FromSeconds(60), 1L << 30), new Quiet(), CancellationToken.None);

    private sealed class Quiet : IProgress<ProgressReport>
    {
        public void Report(ProgressReport value)
        {
        }
    }
}
