namespace Assay.Claims.Plain;

/// <summary>
/// Reads the part of C# that most statements about integers are written in, so that these need no compiler. Whatever it does not
/// know for certain it leaves alone.
/// </summary>
public sealed class PlainExpression
{
    private const int LongestText = 2000;
    private const int MostLevels = 100;

    /// <summary>The types of integers.</summary>
    public static readonly IReadOnlySet<string> IntegerTypes = new HashSet<string> { "sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong" };

    // From the weakest; all bind to the left (C# specification, 12.4.2).
    private static readonly string[][] Levels =
        [["||"], ["&&"], ["|"], ["^"], ["&"], ["==", "!="], ["<", ">", "<=", ">="], ["<<", ">>", ">>>"], ["+", "-"], ["*", "/", "%"]];

    private readonly IReadOnlyList<PlainToken> _tokens;
    private int _next;
    private int _depth;

    private PlainExpression(IReadOnlyList<PlainToken> tokens) => _tokens = tokens;

    /// <summary>The expression, or null when the text is anything beyond plain C#.</summary>
    public static PlainNode? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestText || PlainTokens.Read(text) is not { Count: > 0 } tokens)
        {
            return null;
        }

        var reader = new PlainExpression(tokens);
        var expression = reader.Choice();
        return reader._next == tokens.Count ? expression : null;
    }

    private PlainNode? Choice()
    {
        if (_depth >= MostLevels)
        {
            return null;
        }

        _depth++;
        var condition = Binary(0);
        if (condition is not null && Takes("?"))
        {
            condition = Choice() is { } whenTrue && Takes(":") && Choice() is { } whenFalse ? new PlainChoice(condition, whenTrue, whenFalse) : null;
        }

        _depth--;
        return condition;
    }

    private PlainNode? Binary(int level)
    {
        if (level == Levels.Length)
        {
            return Unary();
        }

        var left = Binary(level + 1);
        while (left is not null && Mark is { } mark && Levels[level].Contains(mark))
        {
            _next++;
            left = Binary(level + 1) is { } right ? new PlainBinary(mark, left, right) : null;
        }

        return left;
    }

    private PlainNode? Unary()
    {
        if (Mark is not ("+" or "-" or "~" or "!"))
        {
            return Primary();
        }

        var token = _tokens[_next++];
        return Deeper(Unary) is { } operand ? new PlainUnary(token.Text, operand, token.Start) : null;
    }

    private PlainNode? Primary()
    {
        if (_next == _tokens.Count)
        {
            return null;
        }

        var token = _tokens[_next++];
        switch (token.Kind)
        {
            case PlainTokenKind.Number:
                return PlainTokens.Integer(token.Text) is { } integer ? new PlainInteger(integer.Value, integer.Type, token.Start, token.End) : null;
            case PlainTokenKind.Word when token.Text is "true" or "false":
                return new PlainTruth(token.Text == "true", token.Start, token.End);
            case PlainTokenKind.Word when IntegerTypes.Contains(token.Text):
                return Limit(token);
            case PlainTokenKind.Word:
                return CSharpNames.IsReserved(token.Text) || token.Text == "_" ? null : new PlainName(token.Text, token.Start, token.End);
            default:
                return token.Text == "(" ? Parentheses(token) : null;
        }
    }

    private PlainLimit? Limit(PlainToken type) =>
        Takes(".") && _next < _tokens.Count && _tokens[_next++] is { Text: "MaxValue" or "MinValue" } name
            ? new PlainLimit(type.Text, name.Text == "MaxValue", type.Start, name.End)
            : null;

    private PlainNode? Parentheses(PlainToken open)
    {
        if (_next + 1 < _tokens.Count && IntegerTypes.Contains(_tokens[_next].Text) && _tokens[_next + 1].Text == ")")
        {
            var type = _tokens[_next].Text;
            _next += 2;
            return Deeper(Unary) is { } operand ? new PlainCast(type, operand, open.Start) : null;
        }

        return Choice() is { } inner && Takes(")") ? new PlainParentheses(inner, open.Start, _tokens[_next - 1].End) : null;
    }

    private PlainNode? Deeper(Func<PlainNode?> read)
    {
        if (_depth >= MostLevels)
        {
            return null;
        }

        _depth++;
        var node = read();
        _depth--;
        return node;
    }

    private string? Mark => _next < _tokens.Count && _tokens[_next].Kind == PlainTokenKind.Mark ? _tokens[_next].Text : null;

    private bool Takes(string mark)
    {
        var isNext = Mark == mark;
        if (isNext)
        {
            _next++;
        }

        return isNext;
    }
}
