using System.Globalization;
using System.Numerics;

namespace Assay.Matrices.Questions;

/// <summary>Reads statements in the syntax of C#: <c>||</c>, <c>&amp;&amp;</c>, comparisons, sums, products, signs, functions, entries.</summary>
internal sealed class ExpressionParser
{
    private const int MostDepth = 100;
    private const int MostDigits = 10_000;

    private static readonly string[][] Levels = [["||"], ["&&"], ["==", "!="], ["<", ">", "<=", ">="], ["+", "-"], ["*", "/"]];

    private readonly List<Token> _tokens;
    private int _next;
    private int _depth;

    private ExpressionParser(List<Token> tokens) => _tokens = tokens;

    private Token Current => _tokens[_next];

    /// <summary>Reads the whole text.</summary>
    /// <exception cref="StatementException">It is none.</exception>
    public static Expression Parse(string text)
    {
        var parser = new ExpressionParser(Lexer.Read(text));
        var expression = parser.Binary(0);
        return parser.Current.Text.Length == 0 ? expression
            : throw new StatementException(parser.Current.Offset, $"'{parser.Current.Text}' does not belong here.", Instead(parser.Current.Text));
    }

    private Expression Binary(int level)
    {
        if (level == Levels.Length)
        {
            return Prefix();
        }

        var left = Binary(level + 1);
        while (Levels[level].Contains(Current.Text))
        {
            var sign = Take();
            left = new BinaryExpression(sign.Offset, sign.Text, left, Binary(level + 1));
        }

        return left;
    }

    private Expression Prefix()
    {
        if (++_depth > MostDepth)
        {
            throw new StatementException(Current.Offset, $"The statement is nested more than {MostDepth} deep.");
        }

        var expression = Current.Text is "-" or "!" && Take() is var sign ? new PrefixExpression(sign.Offset, sign.Text, Prefix()) : Suffixed();
        _depth--;
        return expression;
    }

    private Expression Suffixed()
    {
        var expression = Primary();
        while (Current.Text == "[")
        {
            var offset = Take().Offset;
            var row = Binary(0);
            Expect(",");
            var column = Binary(0);
            Expect("]");
            expression = new EntryExpression(offset, expression, row, column);
        }

        return expression;
    }

    private Expression Primary()
    {
        var token = Take();
        if (token.IsNumber)
        {
            return Number(token);
        }

        if (token.IsName)
        {
            return Current.Text == "(" ? Call(token) : new NameExpression(token.Offset, token.Text);
        }

        switch (token.Text)
        {
            case "(":
                var inner = Binary(0);
                Expect(")");
                return inner;
            case "[":
                return Matrix(token.Offset);
            case "":
                throw new StatementException(token.Offset, "The statement ends too early.");
            default:
                throw new StatementException(token.Offset, $"'{token.Text}' does not belong here.", Instead(token.Text));
        }
    }

    private CallExpression Call(Token name)
    {
        Expect("(");
        List<Expression> arguments = [];
        Expression? modulus = null;
        while (Current.Text != ")")
        {
            if (Current.Text == "modulus" && _tokens[_next + 1].Text == ":")
            {
                _next += 2;
                modulus = Binary(0);
            }
            else
            {
                arguments.Add(Binary(0));
            }

            Separate(")");
        }

        Expect(")");
        return new CallExpression(name.Offset, name.Text, arguments, modulus);
    }

    private MatrixExpression Matrix(int offset)
    {
        List<IReadOnlyList<Expression>> rows = [];
        while (Current.Text != "]")
        {
            Expect("[");
            List<Expression> row = [];
            while (Current.Text != "]")
            {
                row.Add(Binary(0));
                Separate("]");
            }

            Expect("]");
            rows.Add(row);
            Separate("]");
        }

        Expect("]");
        return rows.TrueForAll(row => row.Count == rows[0].Count) ? new MatrixExpression(offset, rows)
            : throw new StatementException(offset, "The rows of this matrix differ in length.");
    }

    // Where the text ends within a list, what is missing is the bracket that closes it.
    private void Separate(string end)
    {
        if (Current.Text != end)
        {
            Expect(Current.Text.Length == 0 ? end : ",");
        }
    }

    private static string? Instead(string text) => text switch
    {
        "=" => "Write == to compare.",
        "and" or "&" => "Write && for 'and'.",
        "or" or "|" => "Write || for 'or'.",
        "^" or "**" => "Write a power as in: pow(x, 2)",
        _ => null,
    };

    private static NumberExpression Number(Token token)
    {
        if (token.Text.Length > MostDigits)
        {
            throw new StatementException(token.Offset, $"The number has more than {MostDigits} characters.");
        }

        var whole = BigInteger.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : (BigInteger?)null;
        var near = double.Parse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return whole is not null || double.IsFinite(near) ? new NumberExpression(token.Offset, whole, near)
            : throw new StatementException(token.Offset, $"'{token.Text}' is too large for a double.");
    }

    private Token Take() => Current.Text.Length == 0 ? Current : _tokens[_next++];

    private void Expect(string text)
    {
        if (Current.Text != text)
        {
            throw new StatementException(Current.Offset, Current.Text.Length == 0 ? $"'{text}' is missing at the end." : $"'{text}' is missing before '{Current.Text}'.");
        }

        _next++;
    }
}
