using System.Globalization;
using System.Text.RegularExpressions;

namespace Assay.LanguageModels.Scoring;

/// <summary>Reads the answer out of a reply: strictly, and as data, whatever else the reply says.</summary>
internal static partial class AnswerText
{
    /// <summary>The number that the reply begins with; null for anything else: another text first, a number that goes on as an expression, a list or a sentence, or one beyond 32 bits.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="line">The beginning of the line that was to be continued, which a reply may restate; null for none.</param>
    public static int? Read(string reply, string? line = null)
    {
        var match = Number().Match(ReplyText.Body(reply, line));
        return match.Success && int.TryParse(match.Groups[1].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>Which of two programs the reply names, by its number, alone or behind the word "Program"; null where it names none, or both.</summary>
    public static int? Choice(string reply)
    {
        var body = ReplyText.Body(reply);
        var (first, second) = (body.Contains('1', StringComparison.Ordinal), body.Contains('2', StringComparison.Ordinal));
        return Chosen().Match(body) is { Success: true } match && first != second ? match.Groups[1].Value == "1" ? 1 : 2 : null;
    }

    // Behind it may stand what ends a statement or begins an explanation.
    [GeneratedRegex(@"^\s*(?:\*\*|`)?(-?[0-9]{1,9})(?:\*\*|`)?[ \t]*(?:$|[\r\n;#]|,(?!\s*-?[0-9])|\)\s*(?:$|[\r\n;#])|\.\s*$|\.\r?\n)")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\s*(?:\*\*)?(?:Program\s+)?([12])(?![0-9A-Za-z_+*/-])")]
    private static partial Regex Chosen();
}
