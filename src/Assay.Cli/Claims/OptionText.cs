using Assay.Claims;

namespace Assay.Cli.Claims;

/// <summary>Texts of the command line whose places name the option: <c>--for-all:1:5</c>.</summary>
internal static class OptionText
{
    /// <summary>The value of an option.</summary>
    public static ClaimText Of(string option, string value) => Joined(option, [value], "");

    /// <summary>The values of an option that was given several times; every value starts a line of its own.</summary>
    public static ClaimText Joined(string option, IReadOnlyList<string> values, string separator)
    {
        var lines = string.Join(separator + "\n", values).Trim().ReplaceLineEndings("\n").Split('\n');
        return new ClaimText(string.Join('\n', lines), [.. lines.Select((_, index) => new Place(option, index + 1, 1))]);
    }

    /// <summary>A text for each value; the line counts the values.</summary>
    public static IEnumerable<ClaimText> Each(string option, IReadOnlyList<string> values) =>
        values.Select((value, index) =>
        {
            var lines = value.Trim().ReplaceLineEndings("\n").Split('\n');
            return new ClaimText(string.Join('\n', lines), [.. lines.Select(_ => new Place(option, index + 1, 1))]);
        });
}
