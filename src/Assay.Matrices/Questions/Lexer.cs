using System.Text.RegularExpressions;

namespace Assay.Matrices.Questions;

/// <summary>A word, a number or a sign of a statement.</summary>
/// <param name="Text">The text; empty at the end.</param>
/// <param name="Offset">Where it starts.</param>
internal readonly record struct Token(string Text, int Offset)
{
    /// <summary>Whether it is a number.</summary>
    public bool IsNumber => Text.Length > 0 && (char.IsAsciiDigit(Text[0]) || (Text[0] == '.' && Text.Length > 1 && char.IsAsciiDigit(Text[1])));

    /// <summary>Whether it is a name; dots belong to it, as in <c>Math.Abs</c>.</summary>
    public bool IsName => Text.Length > 0 && (char.IsAsciiLetter(Text[0]) || Text[0] == '_');
}

/// <summary>Takes a statement apart.</summary>
internal static partial class Lexer
{
    /// <summary>The tokens, with an empty one at the end.</summary>
    /// <exception cref="StatementException">A character has no meaning.</exception>
    public static List<Token> Read(string text)
    {
        List<Token> tokens = [];
        var offset = 0;
        while (offset < text.Length)
        {
            if (char.IsWhiteSpace(text[offset]))
            {
                offset++;
                continue;
            }

            var match = Pattern().Match(text, offset);
            if (!match.Success)
            {
                throw new StatementException(offset, $"'{text[offset]}' has no meaning here.");
            }

            tokens.Add(new Token(match.Value, offset));
            offset += match.Length;
        }

        tokens.Add(new Token("", text.Length));
        return tokens;
    }

    // A range such as 0..9 is no decimal.
    [GeneratedRegex(@"\G(?:\d+(?:\.(?!\.)\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*|\.\.|&&|\|\||==|!=|<=|>=|[-+*/<>!()\[\],:=])", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
