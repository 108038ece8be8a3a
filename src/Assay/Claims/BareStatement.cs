using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.Claims;

/// <summary>A statement that stands alone, without the lines of a claim around it: <c>(a + b) / 2 &lt;= b</c>.</summary>
/// <param name="Text">The statement, on one line.</param>
/// <param name="Names">What it names beside types and functions, in order.</param>
public sealed record BareStatement(string Text, IReadOnlyList<string> Names)
{
    private const int LongestText = 2000;

    /// <summary>Its variables as a claim declares them, each taken for an <c>int</c>; nothing when it has none.</summary>
    public string ForAll => string.Join(", ", Names.Select(name => $"int {name}"));

    /// <summary>Reads a text; null when it is anything but one line that compares, joins or calls.</summary>
    public static BareStatement? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var line = text.Trim();
        if (line.Length is 0 or > LongestText || line.AsSpan().ContainsAny('\n', '\r') || StatementText.WhyTooDeep(ClaimText.Of(line, Place.Whole(""))) is not null)
            return null;
        var expression = SyntaxFactory.ParseExpression(line, options: StatementText.Options, consumeFullText: true);
        return !expression.ContainsDiagnostics && IsCondition(expression) && NamesIn(expression) is { } names ? new BareStatement(line, names) : null;
    }

    // Words of prose are expressions too, names; what compares is none.
    private static bool IsCondition(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => IsCondition(inner.Expression),
        BinaryExpressionSyntax binary => binary.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression or SyntaxKind.LessThanExpression
            or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression
            || (binary.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression && (IsCondition(binary.Left) || IsCondition(binary.Right))),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => IsCondition(not.Operand),
        AssignmentExpressionSyntax => true,
        InvocationExpressionSyntax => true,
        _ => false,
    };

    // A member of something that is no type belongs to a variable whose type cannot be guessed.
    private static List<string>? NamesIn(ExpressionSyntax expression)
    {
        List<string> names = [];
        foreach (var name in expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
        {
            var word = name.Identifier.Text;
            switch (name.Parent)
            {
                case InvocationExpressionSyntax call when call.Expression == name:
                case MemberAccessExpressionSyntax access when access.Name == name:
                case MemberAccessExpressionSyntax or QualifiedNameSyntax when char.IsUpper(word[0]):
                case CastExpressionSyntax cast when cast.Type == name:
                    break;
                case MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or TypeArgumentListSyntax or NameColonSyntax or VariableDeclarationSyntax:
                    return null;
                default:
                    if (!names.Contains(word))
                        names.Add(word);
                    break;
            }
        }

        return expression.DescendantNodesAndSelf().Any(node => node is AnonymousFunctionExpressionSyntax or DeclarationExpressionSyntax or PatternSyntax) ? null : names;
    }
}
