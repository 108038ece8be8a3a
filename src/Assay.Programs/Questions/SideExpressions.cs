using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.Programs.Questions;

/// <summary>Finds the expressions inside a statement whose values explain why it is false: what is compared, and what is called.</summary>
internal static class SideExpressions
{
    public const int Most = 8;

    private static readonly SymbolDisplayFormat Types = SymbolDisplayFormat.FullyQualifiedFormat;

    /// <summary>The expressions with their C# types.</summary>
    public static IReadOnlyList<(string Type, string Text)> Of(SyntaxNode root, SemanticModel meaning)
    {
        var statement = root.DescendantNodes().OfType<MethodDeclarationSyntax>().FirstOrDefault(method => method.Identifier.Text == "Statement");
        var found = new List<(string Type, string Text)>();
        foreach (var expression in statement?.ExpressionBody is { } body ? Interesting(body.Expression) : [])
        {
            var type = meaning.GetTypeInfo(expression).Type;
            var text = OneLine(expression.ToString());
            if (type is { TypeKind: not TypeKind.Error, SpecialType: not SpecialType.System_Void } && found.All(known => known.Text != text))
            {
                found.Add((type.ToDisplayString(Types), text));
            }
        }

        return [.. found.Take(Most)];
    }

    /// <summary>A text without its line breaks.</summary>
    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<ExpressionSyntax> Interesting(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Interesting(inner.Expression),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => Interesting(not.Operand),
        ConditionalExpressionSyntax choice => [.. Interesting(choice.Condition), .. Interesting(choice.WhenTrue), .. Interesting(choice.WhenFalse)],
        CheckedExpressionSyntax inner => Interesting(inner.Expression),
        BinaryExpressionSyntax logical when IsLogical(logical.Kind()) => [.. Interesting(logical.Left), .. Interesting(logical.Right)],
        BinaryExpressionSyntax comparison when IsComparison(comparison.Kind()) =>
            [.. Shown(comparison.Left), .. Shown(comparison.Right)],
        InvocationExpressionSyntax => [expression],
        _ => [],
    };

    // Names and literals show themselves; a comparison of truth values is worth more inside.
    private static IEnumerable<ExpressionSyntax> Shown(ExpressionSyntax side)
    {
        while (side is ParenthesizedExpressionSyntax inner)
        {
            side = inner.Expression;
        }

        return side switch
        {
            IdentifierNameSyntax or LiteralExpressionSyntax => [],
            PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax } => [],
            BinaryExpressionSyntax binary when IsLogical(binary.Kind()) || IsComparison(binary.Kind()) => [side, .. Interesting(side)],
            _ => [side],
        };
    }

    private static bool IsLogical(SyntaxKind kind) => kind is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression;

    private static bool IsComparison(SyntaxKind kind) => kind is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression
        or SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression
        or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression;
}
