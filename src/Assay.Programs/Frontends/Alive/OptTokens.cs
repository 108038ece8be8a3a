namespace Assay.Programs.Frontends.Alive;

/// <summary>What a token of an <c>.opt</c> file is.</summary>
internal enum OptTokenKind
{
    Word,
    Register,
    Number,
    Sign,
    LineEnd,
    End,
}

/// <summary>A token.</summary>
internal readonly record struct OptToken(OptTokenKind Kind, string Text, int Offset)
{
    public bool Is(string text) => Text == text && Kind is OptTokenKind.Sign or OptTokenKind.Word && Text == text;
}

/// <summary>Takes the text of a rewrite apart. Comments run from <c>;</c> to the end of the line.</summary>
internal static class OptTokens
{
    // Longer signs first.
    private static readonly string[] Signs =
    [
        "u>>", "u>=", "u<=", "u>", "u<", "=>", "==", "!=", "<=", ">=", "<<", ">>", "&&", "||",
        "<", ">", "=", "!", "(", ")", ",", "+", "-", "*", "/", "%", "&", "|", "^", "~", ":", "[", "]", "{", "}", "@", "#", "\"",
    ];

    public static List<OptToken> Of(string text)
    {
        List<OptToken> tokens = [];
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (c == '\n')
            {
                tokens.Add(new OptToken(OptTokenKind.LineEnd, "the end of the line", at++));
            }
            else if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (c == ';')
            {
                at = text.IndexOf('\n', at) is >= 0 and var end ? end : text.Length;
            }
            else
            {
                var token = Next(text, at, tokens.Count > 0 ? tokens[^1] : default);
                tokens.Add(token);
                at += token.Text.Length;
            }
        }

        tokens.Add(new OptToken(OptTokenKind.LineEnd, "the end of the line", text.Length));
        tokens.Add(new OptToken(OptTokenKind.End, "the end of the rewrite", text.Length));
        return tokens;
    }

    private static OptToken Next(string text, int at, OptToken before)
    {
        if (text[at] == '%' && WordEnd(text, at + 1) is var end && end > at + 1 && !IsRemainder(text, at, end, before))
        {
            return new OptToken(OptTokenKind.Register, text[at..end], at);
        }

        if (text[at] is '/' or '%' && text.AsSpan(at + 1).StartsWith("u") && WordEnd(text, at + 1) == at + 2)
        {
            return new OptToken(OptTokenKind.Sign, text[at..(at + 2)], at);
        }

        if (Array.Find(Signs, sign => string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0) is { } found)
        {
            return new OptToken(OptTokenKind.Sign, found, at);
        }

        end = WordEnd(text, at);
        return end == at
            ? throw new RewriteException(at, $"The character '{text[at]}' means nothing here.")
            : new OptToken(char.IsAsciiDigit(text[at]) && text.AsSpan(at, end - at).IndexOfAnyExceptInRange('0', '9') < 0 ? OptTokenKind.Number : OptTokenKind.Word, text[at..end], at);
    }

    // Behind a value, "%u" is the unsigned remainder and not a register.
    private static bool IsRemainder(string text, int at, int end, OptToken before)
    {
        var followsValue = before.Kind == OptTokenKind.Number || before.Text == ")" || (before.Kind == OptTokenKind.Word && IsConstantName(before.Text));
        return followsValue && (text.AsSpan(at + 1, end - at - 1) is "u" || text[at + 1] is 'C' or (>= '0' and <= '9'));
    }

    /// <summary>Whether a word names a constant: <c>C</c>, <c>C1</c>, <c>C2</c>, ...</summary>
    public static bool IsConstantName(string word) =>
        word is ['C', .. var digits] && digits.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    private static int WordEnd(string text, int at)
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '.'))
        {
            at++;
        }

        return at;
    }
}
