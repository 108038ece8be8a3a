using Assay.Running;
using Assay.Verdicts;

namespace Assay.Programs.Tests.Questions;

public sealed class DeepNestingTests
{
    [Fact]
    public void NestingThatWouldExhaustTheCompilersStackIsRefused()
    {
        var signs = string.Concat(Enumerable.Repeat("-~", 40_000));
        var unusable = Assert.IsType<Unusable>(Documents.Settle($"for-all: int a\nclaim: {signs}a == a + 40000"));
        Assert.Contains("nested", unusable.Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BracketsThatAParserWouldTakeMinutesForAreRefused()
    {
        var deep = $"{new string('(', 100_000)}a{new string(')', 100_000)}";
        var unusable = Assert.IsType<Unusable>(Documents.Settle($"for-all: int a\nclaim: {deep} == a"));
        Assert.Equal("Brackets are nested more than 1000 deep.", unusable.Problems[0].Message);
    }

    [Fact]
    public void LongSumsAreNotDeep()
    {
        var sum = string.Join(" + ", Enumerable.Repeat("a", 12_000));
        Assert.IsType<Proved>(Documents.Verdict($"for-all: int a\nclaim: {sum} == a * 12000"));
    }
}
