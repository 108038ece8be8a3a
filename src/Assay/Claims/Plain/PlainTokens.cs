using System.Globalization;
using System.Numerics;

namespace Assay.Claims.Plain;

/// <summary>What a token of plain C# is.</summary>
internal enum PlainTokenKind
{
    /// <summary>A name or word.</summary>
    Word,

    /// <summary>An integer.</summary>
    Number,

    /// <summary>An operator or bracket.</summary>
    Mark,
}

/// <summary>A token of plain C#.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its letters.</param>
/// <param name="Start">Where it starts.</param>
internal readonly record struct PlainToken(PlainTokenKind Kind, string Text, int Start)
{
    public int End => Start + Text.Length;
}

/// <summary>Takes plain C# apart.</summary>
internal static class PlainTokens
{
    // Longer ones first. Those without a meaning here are tokens of their own, so that 'x--y' is not taken for 'x - -y'.
    private static readonly string[] Marks =
        [">>>=", "<<=", ">>=", ">>>", "&&", "||", "==", "!=", "<=", ">=", "<<", ">>", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "->", "=>", "??", "?.", "?[",
         "//", "/*", "+", "-", "*", "/", "%", "&", "|", "^", "~", "!", "<", ">", "(", ")", "?", ":", "."];

    private static readonly (string Type, BigInteger Greatest)[] Types =
        [("int", int.MaxValue), ("uint", uint.MaxValue), ("long", long.MaxValue), ("ulong", ulong.MaxValue)];

    /// <summary>The tokens, or null when the text holds anything else.</summary>
    public static IReadOnlyList<PlainToken>? Read(string text)
    {
        List<PlainToken> tokens = [];
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] is ' ' or '\t' or '\n' or '\r')
            {
                at++;
            }
            else if (One(text, at) is { } token)
            {
                tokens.Add(token);
                at = token.End;
            }
            else
            {
                return null;
            }
        }

        return tokens;
    }

    /// <summary>An integer literal, or null when the letters are none or it is too large.</summary>
    public static (ulong Value, string Type)? Integer(string letters)
    {
        var digits = letters.TrimEnd('u', 'U', 'l', 'L');
        var suffix = letters[digits.Length..].ToUpperInvariant();
        var (style, start) = digits.Length > 2 && digits[0] == '0' && digits[1] is 'x' or 'X' ? (NumberStyles.AllowHexSpecifier, 2)
            : digits.Length > 2 && digits[0] == '0' && digits[1] is 'b' or 'B' ? (NumberStyles.AllowBinarySpecifier, 2)
            : (NumberStyles.None, 0);
        var body = digits[start..];
        if (suffix is not ("" or "U" or "L" or "UL" or "LU") || body.Length == 0 || body[0] == '_' || body[^1] == '_'
            || !ulong.TryParse(body.Replace("_", "", StringComparison.Ordinal), style, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }

        return (value, Types.First(type => value <= type.Greatest && suffix switch
        {
            "" => true,
            "U" => type.Type is "uint" or "ulong",
            "L" => type.Type is "long" or "ulong",
            _ => type.Type is "ulong",
        }).Type);
    }

    private static PlainToken? One(string text, int at)
    {
        if (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_')
        {
            var end = at;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            {
                end++;
            }

            // Letters beyond ASCII, and the digits behind a point, belong to the word.
            var continues = end < text.Length && (text[end] > 127 || text[end] == '@' || (char.IsAsciiDigit(text[at]) && text[end] == '.'));
            return continues ? null : new PlainToken(char.IsAsciiDigit(text[at]) ? PlainTokenKind.Number : PlainTokenKind.Word, text[at..end], at);
        }

        var mark = Array.Find(Marks, mark => string.CompareOrdinal(text, at, mark, 0, mark.Length) == 0);
        return mark is null ? null : new PlainToken(PlainTokenKind.Mark, mark, at);
    }
}
