using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.LanguageModels.Rewrites;

/// <summary>
/// Counts the operations that are written in C# text: each operator, call, access to an element, branch, case, loop and new object is one, as is
/// each element of a list. Names, constants, casts, tuples and giving a value a name cost nothing.
/// </summary>
/// <remarks>It is the length of the text, not of what runs: a loop counts once, and so does a call of a library method.</remarks>
internal static class WrittenOperations
{
    /// <summary>How many there are below a node.</summary>
    public static int In(SyntaxNode node) => node.DescendantNodes().Sum(one => one is InitializerExpressionSyntax list ? list.Expressions.Count : IsOperation(one) ? 1 : 0);

    private static bool IsOperation(SyntaxNode node) => node switch
    {
        PrefixUnaryExpressionSyntax prefix => !(prefix.IsKind(SyntaxKind.UnaryMinusExpression) && prefix.Operand is LiteralExpressionSyntax),
        PostfixUnaryExpressionSyntax postfix => !postfix.IsKind(SyntaxKind.SuppressNullableWarningExpression),
        AssignmentExpressionSyntax assignment => !assignment.IsKind(SyntaxKind.SimpleAssignmentExpression),
        SwitchExpressionArmSyntax arm => arm.Pattern is not DiscardPatternSyntax,
        BinaryExpressionSyntax or IsPatternExpressionSyntax or BinaryPatternSyntax or UnaryPatternSyntax or RelationalPatternSyntax => true,
        InvocationExpressionSyntax or ElementAccessExpressionSyntax or ConditionalExpressionSyntax or ConditionalAccessExpressionSyntax => true,
        IfStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax => true,
        CaseSwitchLabelSyntax or CasePatternSwitchLabelSyntax => true,
        BaseObjectCreationExpressionSyntax or ArrayCreationExpressionSyntax or StackAllocArrayCreationExpressionSyntax => true,
        ImplicitArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax or CollectionElementSyntax => true,
        ThrowStatementSyntax or ThrowExpressionSyntax => true,
        _ => false,
    };
}
