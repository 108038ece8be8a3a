using Assay.LanguageModels.Rewrites;
using Microsoft.CodeAnalysis.CSharp;

namespace Assay.LanguageModels.Tests.Rewrites;

public sealed class WrittenOperationsTests
{
    [Theory]
    [InlineData("x", 0)]
    [InlineData("-1", 0)]
    [InlineData("-x", 1)]
    [InlineData("(long)x", 0)]
    [InlineData("(y, x)", 0)]
    [InlineData("x & -x", 2)]
    [InlineData("x < 0 ? -x : x", 3)]
    [InlineData("(x ^ (x >> 31)) - (x >> 31)", 4)]
    [InlineData("Math.Abs(x)", 1)]
    [InlineData("x is > 0 and < 5", 4)]
    [InlineData("x switch { 0 => 1, 1 => 0, _ => x }", 2)]
    [InlineData("(stackalloc int[] { 1, x + 1, 3 })[x]", 6)]
    [InlineData("((int[])[1, 2, 3])[x]", 4)]
    public void Expressions(string text, int count) => Assert.Equal(count, WrittenOperations.In(SyntaxFactory.ParseCompilationUnit($"var z = {text};")));

    [Theory]
    [InlineData("y = x; int z = y;", 0)]
    [InlineData("y += x; y++;", 2)]
    [InlineData("if (x < 0) y = 1; else y = 2;", 2)]
    [InlineData("for (int i = 0; i < 8; i++) y ^= x;", 4)]
    [InlineData("while (true) { }", 1)]
    [InlineData("switch (x) { case 0: y = 1; break; case > 5: break; default: break; }", 3)]
    public void Statements(string text, int count) => Assert.Equal(count, WrittenOperations.In(SyntaxFactory.ParseCompilationUnit(text)));
}
