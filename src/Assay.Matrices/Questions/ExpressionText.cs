using System.Globalization;

namespace Assay.Matrices.Questions;

/// <summary>Parts of statements as text.</summary>
internal static class ExpressionText
{
    /// <summary>A part, with parentheses around all that has an operator inside another.</summary>
    /// <param name="expression">The part.</param>
    /// <param name="text">The text it was read from.</param>
    public static string Of(Expression expression, string text) => expression switch
    {
        NumberExpression number => Number(number, text),
        NameExpression name => name.Name,
        CallExpression call => $"{call.Function}({string.Join(", ", call.Arguments.Select(argument => Of(argument, text)).Concat(call.Modulus is { } modulus ? [$"modulus: {Of(modulus, text)}"] : []))})",
        EntryExpression entry => $"{Of(entry.Matrix, text)}[{Of(entry.Row, text)}, {Of(entry.Column, text)}]",
        MatrixExpression matrix => $"[{string.Join(", ", matrix.Rows.Select(row => $"[{string.Join(", ", row.Select(entry => Of(entry, text)))}]"))}]",
        PrefixExpression prefix => prefix.Operator + Inner(prefix.Operand, text),
        BinaryExpression binary => $"{Inner(binary.Left, text)} {binary.Operator} {Inner(binary.Right, text)}",
        _ => "",
    };

    private static string Inner(Expression expression, string text) => expression is BinaryExpression ? $"({Of(expression, text)})" : Of(expression, text);

    private static string Number(NumberExpression number, string text) => number.Whole is { } whole ? whole.ToString(CultureInfo.InvariantCulture)
        : Lexer.Read(text[number.Offset..])[0].Text;
}
