using Assay.Claims;
using Assay.LanguageModels.Questions;
using Assay.LanguageModels.Rewrites.Claims;
using Assay.Running;

namespace Assay.LanguageModels;

/// <summary>Claims about language models.</summary>
/// <param name="options">How they are decided.</param>
public sealed class LanguageModelsDomain(LanguageModelsOptions options) : IDomain
{
    /// <inheritdoc/>
    public string Name => "language-models";

    /// <inheritdoc/>
    public IReadOnlyList<ClaimKey> Keys { get; } =
    [
        new("model", "Which model is asked: built-in(...), recorded(file.replies.gz, model: name), or endpoint."),
        new("task", "What it is asked, as in: swapped = tuple-swap(depth: 3, distance: 8), or: shorter = rewrite(kernels).", Repeats: true),
    ];

    /// <inheritdoc/>
    public Understanding Understand(ClaimDocument document, IReadOnlyList<Claim> claims, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(claims);
        return new Understanding([.. claims.Select(claim => RewritePlan.IsMeantBy(claim) ? (IQuestion)new RewriteQuestion(claim, options) : new ModelQuestion(claim, options))], []);
    }
}
