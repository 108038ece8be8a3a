using System.Text.RegularExpressions;

namespace Assay.LanguageModels.Scoring;

/// <summary>What a reply says, without what models put around it.</summary>
internal static partial class ReplyText
{
    /// <summary>The reply without thoughts that it begins with, the fence of a block of code, and a restatement of the line that it was to continue.</summary>
    /// <param name="reply">The reply, exactly.</param>
    /// <param name="line">The beginning of the line that was to be continued; null for none.</param>
    public static string Body(string reply, string? line = null)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var body = Fence().Replace(Thoughts().Replace(reply, ""), "").TrimStart();
        return line?.Trim() is { Length: > 0 } restated && body.StartsWith(restated, StringComparison.Ordinal) ? body[restated.Length..] : body;
    }

    // Servers of models that reason tell their thoughts in front.
    [GeneratedRegex(@"^\s*<think>.*?</think>", RegexOptions.Singleline)]
    private static partial Regex Thoughts();

    [GeneratedRegex(@"^\s*```[a-z]*[ \t]*\r?\n")]
    private static partial Regex Fence();
}
