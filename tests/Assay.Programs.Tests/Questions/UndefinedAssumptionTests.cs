using Assay.Running;
using Assay.Verdicts;

namespace Assay.Programs.Tests.Questions;

public sealed class UndefinedAssumptionTests
{
    [Fact]
    public void AWitnessUnderAnAssumptionThatNothingDefinesIsLeftOpen()
    {
        const string Text = """
            ```asm Shifted(al) -> (al)
            shl al, cl
            ```
            ```claim c
            exists: sbyte i
            assume: Shifted(i) == 0
            claim: i == 1
            ```
            """;
        var (settlements, problems) = Documents.Check(Text);
        Assert.Empty(problems);
        var open = Assert.IsType<Undecided>(Assert.IsType<Answered>(settlements["c"]).Verdict);
        Assert.Contains("assumptions depend", open.Reason, StringComparison.Ordinal);
    }
}
