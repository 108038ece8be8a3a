using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Assay.Programs.Frontends.CSharp;

/// <summary>Slips in conditions that the compiler reports as types that do not fit: what was meant, and where.</summary>
internal static class ConditionSlips
{
    private const int LongestExample = 60;

    /// <summary>Where the slip is and what to write instead; null when none is known.</summary>
    /// <param name="diagnostic">What the compiler says.</param>
    /// <param name="meaning">What the expressions around it mean.</param>
    public static (Location Place, string Advice)? Of(Diagnostic diagnostic, SemanticModel meaning)
    {
        var node = meaning.SyntaxTree.GetRoot().FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        return (diagnostic.Id, node) switch
        {
            ("CS0019", BinaryExpressionSyntax binary) => Chain(binary) ?? Precedence(binary) ?? Operand(binary, meaning),
            ("CS0023", PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: var operand }) => (operand.GetLocation(), Compare(operand, meaning)),
            ("CS0029" or "CS0266", ExpressionSyntax value) when diagnostic.GetMessage(CultureInfo.InvariantCulture).Contains("to 'bool'", StringComparison.Ordinal) =>
                (value.GetLocation(), Compare(value, meaning)),
            _ => null,
        };
    }

    // a <= x <= b, which compares a truth value with b.
    private static (Location, string)? Chain(BinaryExpressionSyntax binary)
    {
        if (!IsLink(binary) || binary.Left is not BinaryExpressionSyntax left || !Continues(left, binary))
        {
            return null;
        }

        var top = binary;
        while (top.Parent is BinaryExpressionSyntax above && above.Left == top && Continues(top, above))
        {
            top = above;
        }

        var links = new List<string>();
        for (ExpressionSyntax link = top; link is BinaryExpressionSyntax one && IsLink(one); link = one.Left)
        {
            var before = one.Left is BinaryExpressionSyntax inner && Continues(inner, one) ? inner.Right : one.Left;
            links.Insert(0, $"{before} {one.OperatorToken.Text} {one.Right}");
        }

        return (binary.OperatorToken.GetLocation(), Write("C# compares two at a time.", string.Join(" && ", links), "Join two comparisons with '&&'."));
    }

    // x ^ y == z, where the comparison binds tighter.
    private static (Location, string)? Precedence(BinaryExpressionSyntax binary)
    {
        if (!IsBitwise(binary))
        {
            return null;
        }

        ExpressionSyntax top = binary;
        while (top.Parent is BinaryExpressionSyntax above && IsBitwise(above))
        {
            top = above;
        }

        var comparisons = Leaves(top).OfType<BinaryExpressionSyntax>().Where(IsComparison).ToList();
        if (comparisons.Count == 0)
        {
            return null;
        }

        var sign = comparisons[0].OperatorToken;
        var reason = $"'{sign.Text}' binds tighter than '{binary.OperatorToken.Text}'.";
        var otherwise = $"{reason} Put brackets around what '{binary.OperatorToken.Text}' joins.";
        if (comparisons.Count > 1)
        {
            return (binary.OperatorToken.GetLocation(), otherwise);
        }

        var text = top.SyntaxTree.GetText();
        var before = text.ToString(TextSpan.FromBounds(top.SpanStart, sign.SpanStart)).Trim();
        var after = text.ToString(TextSpan.FromBounds(sign.Span.End, top.Span.End)).Trim();
        return (binary.OperatorToken.GetLocation(), Write(reason, $"{Bracketed(before)} {sign.Text} {Bracketed(after)}", otherwise));
    }

    // x && y > 0, where x is a number.
    private static (Location, string)? Operand(BinaryExpressionSyntax binary, SemanticModel meaning)
    {
        var operand = binary.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression
            ? new[] { binary.Left, binary.Right }.FirstOrDefault(side => meaning.GetTypeInfo(side).Type is { SpecialType: not SpecialType.System_Boolean, TypeKind: not TypeKind.Error })
            : null;
        return operand is null ? null : (operand.GetLocation(), Compare(operand, meaning));
    }

    private static string Compare(ExpressionSyntax value, SemanticModel meaning)
    {
        var isNumber = meaning.GetTypeInfo(value).Type is { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Double };
        var shown = value is (BinaryExpressionSyntax or ConditionalExpressionSyntax) && !IsArithmetic(value) ? $"({value})" : value.ToString();
        return Write("It is to be true or false: compare it.", $"{shown} == {(isNumber ? "0" : "...")}", "It is to be true or false: compare it, as with '=='.");
    }

    private static string Write(string reason, string example, string otherwise) =>
        example.Length > LongestExample || example.Contains('\n', StringComparison.Ordinal) ? otherwise : $"{reason} Write for example: {example}";

    private static string Bracketed(string side) => SyntaxFactory.ParseExpression(side) is BinaryExpressionSyntax binary && IsBitwise(binary) ? $"({side})" : side;

    private static IEnumerable<ExpressionSyntax> Leaves(ExpressionSyntax expression) =>
        expression is BinaryExpressionSyntax binary && IsBitwise(binary) ? [.. Leaves(binary.Left), .. Leaves(binary.Right)] : [expression];

    private static bool IsBitwise(BinaryExpressionSyntax binary) => binary.Kind() is SyntaxKind.BitwiseAndExpression or SyntaxKind.BitwiseOrExpression or SyntaxKind.ExclusiveOrExpression;

    private static bool IsLink(BinaryExpressionSyntax binary) => IsOrder(binary) || binary.IsKind(SyntaxKind.EqualsExpression);

    private static bool Continues(BinaryExpressionSyntax left, BinaryExpressionSyntax right) => IsLink(left) && IsOrder(left) == IsOrder(right) && IsLink(right);

    private static bool IsComparison(BinaryExpressionSyntax binary) => IsOrder(binary) || binary.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression;

    private static bool IsOrder(BinaryExpressionSyntax binary) => binary.Kind() is SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression
        or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression;

    private static bool IsArithmetic(ExpressionSyntax value) => value.Kind() is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression
        or SyntaxKind.MultiplyExpression or SyntaxKind.DivideExpression or SyntaxKind.ModuloExpression or SyntaxKind.LeftShiftExpression or SyntaxKind.RightShiftExpression or SyntaxKind.UnsignedRightShiftExpression;
}
