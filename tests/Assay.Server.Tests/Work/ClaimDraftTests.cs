using Assay.Server.Work;

namespace Assay.Server.Tests.Work;

public sealed class ClaimDraftTests
{
    [Theory]
    [InlineData("  (a + b) / 2 <= b\n", "for-all: int a, int b\nclaim:   (a + b) / 2 <= b")]
    [InlineData("Math.Max(a, b) >= F(c)", "for-all: int a, int b, int c\nclaim:   Math.Max(a, b) >= F(c)")]
    [InlineData("1 + 1 == 2", "claim: 1 + 1 == 2")]
    [InlineData("for-all: int x\nassume: x > 0\n  && x < 9\nclaim: x > 0", "for-all: int x\nassume: x > 0\n  && x < 9\nclaim: x > 0")]
    public void What_is_a_claim_but_for_its_block_gets_one(string text, string lines) =>
        Assert.Equal($"```claim my-claim\n{lines}\n```\n", ClaimDraft.For(text).Text);

    [Theory]
    [InlineData("hello")]
    [InlineData("Is it so? I think: yes.")]
    [InlineData("v.Length > 0")]
    [InlineData("x => x > 0")]
    [InlineData("```csharp\nstatic int F(int x) => x;\n```")]
    [InlineData("a > b\nb > c")]
    public void Any_other_text_stays_and_an_example_comes_behind_it(string text)
    {
        var draft = ClaimDraft.For(text);
        Assert.StartsWith(text + "\n\n```claim ", draft.Text, StringComparison.Ordinal);
        Assert.EndsWith(draft.Block, draft.Text, StringComparison.Ordinal);
    }
}
