namespace Assay.Programs.Tests.Questions;

/// <summary>Making a text may throw: only what never does is passed over.</summary>
public sealed class TextTests
{
    [Theory]
    [InlineData("static int A(int x) { _ = \"abc\".Substring(x); return x; }", "for-all: int x\nclaim: A(x) == x", "refused")]
    [InlineData("static int A(int x) { _ = ((string)null).Trim(); return x; }", "for-all: int x\nclaim: A(x) == x", "refused")]
    [InlineData("static int A(int x) { _ = \"abc\".PadLeft(x); return x; }", "for-all: int x\nclaim: A(x) == x", "refused")]
    [InlineData("static int A(int x) { _ = x.ToString(\"Q\"); return x; }", "for-all: int x\nclaim: A(x) == x", "refused")]
    [InlineData("static int A(int x) { _ = $\"{x:Q}\"; return x; }", "for-all: int x\nclaim: A(x) == x", "refused")]
    [InlineData("static int A(int x) { _ = $\"{x:R}\"; return x; }", "for-all: int x\nclaim: A(x) == x", "refused")]
    [InlineData("static int A(int x) { _ = string.Format(\"{1}\", x); return x; }", "for-all: int x\nclaim: A(x) == x", "refused")]
    [InlineData("static int A(int x) { _ = \"abc\".Insert(9, \"x\"); return x; }", "for-all: int x\nclaim: A(x) == x", "refused")]
    [InlineData("static int A(int x) { _ = \"abc\".Replace(\"\", \"x\"); return x; }", "for-all: int x\nclaim: A(x) == x", "refused")]
    [InlineData("static int A(int x) { _ = $\"{(x > 0 ? \"a\" : \"b\"):Q}\"; return x; }", "for-all: int x\nclaim: A(x) == x", "refused")]
    [InlineData("static int A(int x) { _ = \"abc\" + x; return x; }", "for-all: int x\nclaim: A(x) == x", "proved")]
    [InlineData("static int A(int x) { _ = x.ToString(); return x; }", "for-all: int x\nclaim: A(x) == x", "proved")]
    [InlineData("static int A(int x) { _ = $\"{x} {x:X8} {x:D} {x,5:N2} {x > 0}\"; return x; }", "for-all: int x\nclaim: A(x) == x", "proved")]
    [InlineData("static int A(int x) { _ = $\"{(double)x:R} {x * 0.5f:E3}\"; return x; }", "for-all: int x\nclaim: A(x) == x", "proved")]
    [InlineData("static int A(int x) { _ = string.Concat(\"a\", \"b\"); return x; }", "for-all: int x\nclaim: A(x) == x", "proved")]
    [InlineData("struct P { public override string ToString() => throw new InvalidOperationException(); }\nstatic int A(int x) { _ = $\"{new P()}\"; return x; }", "for-all: int x\nclaim: A(x) == x", "refused")]
    [InlineData("struct P { public override string ToString() => throw new InvalidOperationException(); }\nstatic int A(int x) { _ = $\"{(new P(), x)}\"; return x; }", "for-all: int x\nclaim: A(x) == x", "refused")]
    [InlineData("struct P { public override string ToString() => throw new InvalidOperationException(); }\nstatic int A(int x) { P? p = new P(); _ = $\"{p}\"; return x; }", "for-all: int x\nclaim: A(x) == x", "refused")]
    [InlineData("struct P { public override string ToString() => throw new InvalidOperationException(); }\nstatic int A(int x) { P? p = new P(); _ = p.ToString(); return x; }", "for-all: int x\nclaim: A(x) == x", "refuted")]
    [InlineData("struct P { public override string ToString() => throw new InvalidOperationException(); }\nstatic int A(int x) { _ = \"a\" + new P(); return x; }", "for-all: int x\nclaim: A(x) == x", "refuted")]
    public void Texts_that_may_throw_are_refused(string code, string lines, string verdict) => Assert.Equal(verdict, Documents.Word(Documents.Settle(lines, code)));
}
