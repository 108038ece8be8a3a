using Assay.Claims;

namespace Assay.LanguageModels.Questions;

/// <summary>The files that a claim about a model depends on.</summary>
internal static class ModelFiles
{
    /// <summary>None where the model is built in; else null: a recording may be another one tomorrow, and an endpoint may answer otherwise.</summary>
    public static IReadOnlyList<string>? Of(Claim claim) => claim.Find("model")?.Text.TrimStart().StartsWith("built-in", StringComparison.Ordinal) == true ? [] : null;
}
