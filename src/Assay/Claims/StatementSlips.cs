using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.Claims;

/// <summary>Slips in statements that the syntax alone shows: words and signs of other languages, and <c>=</c> where <c>==</c> was meant.</summary>
internal static class StatementSlips
{
    private const int LongestExample = 60;

    // What stands on paper or in other languages, and how C# writes it.
    private static readonly (string Sign, string CSharp)[] Signs =
        [("and", "&&"), ("or", "||"), ("∧", "&&"), ("∨", "||"), ("¬", "!"), ("≤", "<="), ("≥", ">="), ("≠", "!="), ("<>", "!="), ("<=>", "=="), (",", "&&")];

    /// <summary>What to write instead of text that no longer belongs to the expression before it, or null when no slip is known.</summary>
    /// <param name="before">The expression.</param>
    /// <param name="rest">The text from there on.</param>
    public static string? Advice(string before, string rest)
    {
        if (before.Trim() == "not")
            return $"Write '!' for 'not', as in: !({rest.Trim()})";
        var word = new string([.. rest.TakeWhile(char.IsAsciiLetter)]);
        foreach (var (sign, csharp) in Signs)
        {
            if (word.Length > 0 ? word == sign : rest.StartsWith(sign, StringComparison.Ordinal))
                return $"Write '{csharp}' for '{sign}'.";
        }

        return null;
    }

    /// <summary>An assignment or a function where a condition is expected, or null when there is none.</summary>
    public static Problem? Find(ExpressionSyntax expression, ClaimText text) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Find(inner.Expression, text),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => Find(not.Operand, text),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } both => Find(both.Left, text) ?? Find(both.Right, text),
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment =>
            new Problem(text.At(assignment.OperatorToken.SpanStart), "'=' assigns a value; equality is '=='.", Instead(text.Text, assignment.OperatorToken, "==")),
        AssignmentExpressionSyntax assignment =>
            new Problem(text.At(assignment.OperatorToken.SpanStart), $"'{assignment.OperatorToken}' changes a variable; a statement only compares."),
        SimpleLambdaExpressionSyntax function =>
            new Problem(text.At(function.ArrowToken.SpanStart), "'=>' makes a function; 'at least' is '>='.", Instead(text.Text, function.ArrowToken, ">=")),
        _ => null,
    };

    private static string Instead(string text, SyntaxToken token, string sign)
    {
        var written = $"{text[..token.SpanStart]}{sign}{text[token.Span.End..]}";
        return written.Length > LongestExample || written.Contains('\n', StringComparison.Ordinal) ? $"Write '{sign}'." : $"Write: {written}";
    }
}
