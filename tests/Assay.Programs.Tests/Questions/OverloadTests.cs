using Assay.Running;
using Assay.Verdicts;

namespace Assay.Programs.Tests.Questions;

public sealed class OverloadTests
{
    [Fact]
    public void ACSharpOverloadOfAnAssemblyFunctionIsNotTheAssemblyFunction()
    {
        const string Text = """
            ```asm F(eax) -> (eax)
            add eax, 1
            ```
            ```csharp
            static long F(long x) => x;
            static T F<T>(T x, int y) => x;
            ```
            ```claim overload
            for-all: long x
            claim: F(x) == x && F(x, 5) == x
            ```
            ```claim assembly
            for-all: int x
            claim: F(x) == x + 1
            ```
            """;
        var (settlements, problems) = Documents.Check(Text);
        Assert.Empty(problems);
        Assert.IsType<Proved>(Assert.IsType<Answered>(settlements["overload"]).Verdict);
        Assert.IsType<Proved>(Assert.IsType<Answered>(settlements["assembly"]).Verdict);
    }
}
