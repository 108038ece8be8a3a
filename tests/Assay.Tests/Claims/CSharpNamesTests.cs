using Assay.Claims;
using Microsoft.CodeAnalysis.CSharp;

namespace Assay.Tests.Claims;

public sealed class CSharpNamesTests
{
    [Fact]
    public void What_is_reserved_is_what_the_compiler_reserves()
    {
        Assert.All(SyntaxFacts.GetReservedKeywordKinds(), kind => Assert.True(CSharpNames.IsReserved(SyntaxFacts.GetText(kind)), kind.ToString()));
        Assert.All(SyntaxFacts.GetContextualKeywordKinds(), kind => Assert.False(CSharpNames.IsReserved(SyntaxFacts.GetText(kind)), kind.ToString()));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("_1")]
    [InlineData("\u00e4")]
    [InlineData("class")]
    [InlineData("1a")]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("@a")]
    public void What_is_an_identifier_is_what_the_compiler_takes_for_one(string text) =>
        Assert.Equal(SyntaxFacts.IsValidIdentifier(text), CSharpNames.IsIdentifier(text));
}
