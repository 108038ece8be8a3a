using Assay.Claims;
using Assay.Running;

namespace Assay.LanguageModels.Questions;

/// <summary>The files that a claim about a model depends on: its recording.</summary>
internal static class ModelFiles
{
    /// <summary>The files; null where an endpoint is asked, which may answer otherwise tomorrow.</summary>
    public static IReadOnlyList<string>? Of(Claim claim) => claim.Find("model")?.Text.TrimStart() is not { } model || model.StartsWith("endpoint", StringComparison.Ordinal) ? null
        : MentionedFiles.Of(claim, key => key == "model", MentionedFiles.IsLikely);
}
