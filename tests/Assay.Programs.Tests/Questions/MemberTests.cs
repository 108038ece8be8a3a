namespace Assay.Programs.Tests.Questions;

/// <summary>A call through a type parameter reaches what implements the interface, and nothing that is only called so.</summary>
public sealed class MemberTests
{
    [Theory]
    [InlineData("interface I { int V() => 5; }\nstruct S : I { private int V() => 7; }\nstatic int G<T>(T x) where T : I => x.V();\nstatic int A(int x) => G(new S()) + x - x;", "for-all: int x\nclaim: A(x) == 7", "refused")]
    [InlineData("interface I { int V() => 5; }\nstruct S : I { public long V() => 7; }\nstatic int G<T>(T x) where T : I => x.V();\nstatic int A(int x) => G(new S()) + x - x;", "for-all: int x\nclaim: A(x) == 7", "refused")]
    [InlineData("interface I { static virtual int V() => 5; }\nstruct S : I { private static int V() => 7; }\nstatic int G<T>(T x) where T : I => T.V();\nstatic int A(int x) => G(new S()) + x - x;", "for-all: int x\nclaim: A(x) == 7", "refused")]
    [InlineData("interface I { int V<T>(T x) => 5; }\nstruct S : I { int V<T>(T x) => 7; }\nstatic int G<T>(T x) where T : I => x.V(3);\nstatic int A(int x) => G(new S()) + x - x;", "for-all: int x\nclaim: A(x) == 7", "refused")]
    [InlineData("interface I { int V(); }\nstruct S : I { public int V() => 7; }\nstatic int G<T>(T x) where T : I => x.V();\nstatic int A(int x) => G(new S()) + x - x;", "for-all: int x\nclaim: A(x) == 7", "proved")]
    [InlineData("interface I { int V() => 5; }\nstruct S : I { int I.V() => 9; public int V() => 7; }\nstatic int G<T>(T x) where T : I => x.V();\nstatic int A(int x) => G(new S()) + x - x;", "for-all: int x\nclaim: A(x) == 9", "proved")]
    [InlineData("interface I<T> where T : I<T> { static abstract explicit operator int(T x); static abstract explicit operator long(T x); }\nstruct S : I<S> { public static explicit operator long(S s) => 100; public static explicit operator int(S s) => 1; }\nstatic int G<T>(T x) where T : I<T> => (int)x;\nstatic int A(int x) => G(new S()) + x - x;", "for-all: int x\nclaim: A(x) == 1", "proved")]
    [InlineData("static int A(int x) => Array.Empty<int>() == Array.Empty<int>() ? 1 : 0;", "for-all: int x\nclaim: A(x) == 1", "refused")]
    [InlineData("static int A(int x) { int[] a = [], b = []; return a == b ? 1 : 0; }", "for-all: int x\nclaim: A(x) == 1", "refused")]
    [InlineData("static int A(int x) { int[] a = [1], b = [1]; return a == b ? 1 : 0; }", "for-all: int x\nclaim: A(x) == 0", "proved")]
    [InlineData("struct ValueTuple<T> { public T Left; public T Light; }\nstatic int A(int x) { var t = new ValueTuple<int> { Left = x, Light = 3 }; return t.Left - t.Light; }", "for-all: int x\nclaim: A(x) == x - 3", "proved")]
    [InlineData("static int CostEstimate(int x) => x + 1;", "for-all: int x\nclaim: CostEstimate(x) != x", "proved")]
    public void Members_are_those_that_NET_calls(string code, string lines, string verdict) => Assert.Equal(verdict, Documents.Word(Documents.Settle(lines, code)));
}
