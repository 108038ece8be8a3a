namespace Assay.Programs.Tests.Questions;

/// <summary>What exceptions do beside being thrown counts, and they are told apart by their types.</summary>
public sealed class ExceptionTests
{
    [Theory]
    [InlineData("class MyE : Exception { public MyE(ref int x) { x++; } }\nstatic int A(int x) { _ = new MyE(ref x); return x; }", "for-all: int x\nclaim: A(x) == x", "refuted")]
    [InlineData("class MyE : Exception { public MyE(out int x) { x = 5; } }\nstatic int A(int x) { var e = new MyE(out x); return x; }", "for-all: int x\nclaim: A(x) == 5", "proved")]
    [InlineData("class MyE : Exception { public MyE(int[] a) { a[0] = 5; } }\nstatic int A(int x) { int[] a = { x }; var e = new MyE(a); return a[0]; }", "for-all: int x\nclaim: A(x) == x", "refuted")]
    [InlineData("class MyE : Exception { public MyE(int x) { if (x == 3) throw new ArgumentException(); } }\nstatic int A(int x) { var e = new MyE(x); return x; }", "for-all: int x\nclaim: A(x) == x", "refuted")]
    [InlineData("class MyE(int q) : Exception(\"m\") { public int Q = 10 / q; }\nstatic int A(int x) => throw new MyE(x);\nstatic int B(int x) => throw new MyE(1);", "equal: A, B", "refuted")]
    [InlineData("class MyE : Exception { public MyE(int x) : base(\"q\" + 1 / x) { } }\nstatic int A(int x) => throw new MyE(x);\nstatic int B(int x) => throw new MyE(1);", "equal: A, B", "refuted")]
    [InlineData("class MyE : Exception { static MyE() { throw new ArgumentException(); } }\nstatic int A(int x) => throw new MyE();\nstatic int B(int x) => throw new TypeInitializationException(\"a\", null);", "equal: A, B", "refused")]
    [InlineData("static int A(int x) { throw new AggregateException(null, (Exception[])null); }\nstatic int B(int x) { throw new AggregateException(\"a\"); }", "equal: A, B", "refused")]
    [InlineData("class NotFound(int id) : Exception($\"No {id}\") { public int Id { get; } = id; }\nstatic int A(int x) => x > 0 ? x : throw new NotFound(x);\nstatic int B(int x) { if (x <= 0) throw new NotFound(0); return x; }", "equal: A, B", "proved")]
    [InlineData("struct Q { public class MyE : Exception { } }\nstruct R { public class MyE : Exception { } }\nstatic int A(int x) => x > 0 ? x : throw new Q.MyE();\nstatic int B(int x) { if (x > 0) return x; throw new R.MyE(); }", "equal: A, B", "refuted")]
    [InlineData("struct G<T> { public class E : Exception { } }\nstatic int A(int x) => x > 0 ? x : throw new G<int>.E();\nstatic int B(int x) { if (x > 0) return x; throw new G<long>.E(); }", "equal: A, B", "refuted")]
    [InlineData("class E<T> : Exception { }\nstatic int A(int x) => x > 0 ? x : throw new E<int>();\nstatic int B(int x) { if (x > 0) return x; throw new E<long>(); }", "equal: A, B", "refuted")]
    [InlineData("class E<T> : Exception { }\nstatic int A(int x) => x > 0 ? x : throw new E<int>();\nstatic int B(int x) { if (x > 0) return x; throw new E<int>(); }", "equal: A, B", "proved")]
    [InlineData("class OverflowException : Exception { }\nstatic int A(int x) => checked(x + 1);\nstatic int B(int x) => x == int.MaxValue ? throw new OverflowException() : x + 1;", "equal: A, B", "refuted")]
    [InlineData("static int A(int x) => checked(x + 1);\nstatic int B(int x) => x == int.MaxValue ? throw new OverflowException() : x + 1;", "equal: A, B", "proved")]
    [InlineData("class BE : Exception { public virtual int V() => 1; }\nclass DE : BE { public override int V() => 2; }\nstatic int A(int x) { BE e = new DE(); return e.V() + x - x; }", "for-all: int x\nclaim: A(x) == 2", "refused")]
    [InlineData("class BE : Exception { public int V() => 1; }\nstatic int A(int x) { BE e = null; return e.V() + x - x; }", "for-all: int x\nclaim: A(x) == 1", "refused")]
    public void What_exceptions_do_counts(string code, string lines, string verdict) => Assert.Equal(verdict, Documents.Word(Documents.Settle(lines, code)));
}
