using Assay.Server.Runs;

namespace Assay.Server.Tests.Runs;

public sealed class DocumentTitleTests
{
    [Theory]
    [InlineData("Words.\n# A heading\n```claim c\nsays: It holds.\nclaim: x == x\n```", "A heading")]
    [InlineData("Words.\n```claim c\nsays: It holds.\nfor-all: int x\nclaim: x == x\n```", "It holds.")]
    [InlineData("```claim c\nfor-all: int x\nclaim:   x == x\n```", "x == x")]
    [InlineData("```csharp\nstatic int F(int x) => x;\n```\n```claim c\nequal: F, G\n```", "F and G do the same")]
    [InlineData("Only words.", "Only words.")]
    [InlineData("```\n```", "A claim without a title")]
    public void A_document_is_called_what_says_most(string text, string title) => Assert.Equal(title, DocumentTitle.Of(text));
}
