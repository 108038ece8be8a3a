using System.Globalization;
using System.Text.RegularExpressions;

namespace Assay.LanguageModels.Scoring;

/// <summary>Reads the number out of a reply: strictly, and as data, whatever else the reply says.</summary>
internal static partial class AnswerText
{
    /// <summary>The number that the reply begins with; null for anything else: another text first, a number that goes on, or one beyond 32 bits.</summary>
    public static int? Read(string reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var match = Number().Match(reply);
        return match.Success && int.TryParse(match.Groups[1].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    // Behind it may stand what ends a statement, but no further digit, point or letter.
    [GeneratedRegex(@"^\s*(-?[0-9]{1,9})(?![0-9A-Za-z_])(?!\.[0-9])")]
    private static partial Regex Number();
}
