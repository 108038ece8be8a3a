using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.Programs.Frontends.CSharp;

/// <summary>Finds code that is nested so deeply that the compiler, which is recursive, would run out of stack on it.</summary>
internal static class SyntaxDepth
{
    /// <summary>The most levels that are compiled.</summary>
    public const int Most = 8000;

    /// <summary>A node below too many others, or null.</summary>
    public static SyntaxNode? TooDeep(SyntaxNode root)
    {
        Stack<(SyntaxNode Node, int Depth)> open = new([(root, 0)]);
        while (open.TryPop(out var next))
        {
            var (node, depth) = next;
            if (depth > Most)
            {
                return node;
            }

            foreach (var child in node.ChildNodes())
            {
                // Long sums and conjunctions nest to the left; the compiler follows those without recursion.
                open.Push((child, node is BinaryExpressionSyntax binary && binary.Left == child ? depth : depth + 1));
            }
        }

        return null;
    }
}
