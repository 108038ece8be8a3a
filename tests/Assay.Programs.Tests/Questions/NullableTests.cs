namespace Assay.Programs.Tests.Questions;

/// <summary>A nullable without a value is one value.</summary>
public sealed class NullableTests
{
    [Theory]
    [InlineData("", "for-all: int? x, int? y\nclaim: x == y || x.HasValue || y.HasValue", "proved")]
    [InlineData("", "for-all: int? x\nclaim: x.HasValue || x.GetValueOrDefault() == 0", "proved")]
    [InlineData("", "for-all: (int?, bool?) x\nclaim: x.Item2.HasValue || !x.Item2.GetValueOrDefault()", "proved")]
    [InlineData("", "for-all: byte?[2] x\nclaim: x[1].HasValue || x[1].GetValueOrDefault() == 0", "proved")]
    [InlineData("", "exists: int? x\nclaim: !x.HasValue && x.GetValueOrDefault() == 5", "refuted")]
    [InlineData("", "for-all: int? x\nassume: !x.HasValue && x.GetValueOrDefault() == 5\nclaim: false", "refused")]
    [InlineData("static int? A(int? x) => x;\nstatic int? B(int? x) => x.HasValue ? x.Value : null;", "equal: A, B", "proved")]
    [InlineData("", "for-all: int? x\nclaim: x != 5", "refuted")]
    [InlineData("", "for-all: int? x\nclaim: x.HasValue", "refuted")]
    public void Nullables_have_one_null(string code, string lines, string verdict) => Assert.Equal(verdict, Documents.Word(Documents.Settle(lines, code)));
}
