namespace Assay.Programs.Tests.Frontends.CSharp;

/// <summary>Structs, records, enums, spans, 128-bit integers and static tables.</summary>
public sealed class TypeTests
{
    [Theory]
    [InlineData("struct P { public int X; public byte Y; } static int F(int a) { P p = default; var q = p; q.X = a; q.Y--; return p.X + q.X + q.Y; }", "259", 4)]
    [InlineData("struct P(int x) { public int X = x; public readonly int Twice => 2 * X; public void Add(int d) => X += d; } static int F(int a) { var p = new P(a); p.Add(3); return p.Twice; }", "14", 4)]
    [InlineData("readonly struct V(int x) { public int X { get; } = x; public static V operator +(V a, V b) => new(a.X + b.X); public static implicit operator V(int x) => new(x); } static int F(int a) { V v = a; v += 5; return v.X; }", "9", 4)]
    [InlineData("record struct R(int A, long B); static bool F(int a) => new R(a, 2) == new R(3, 2) && !new R(a, 2).Equals(new R(3, 1));", "true", 3)]
    [InlineData("readonly record struct R(int A, double B); static int F(int a) { var r = new R(a, 1.5); var s = r with { A = 9 }; var (x, y) = s; return x + r.A + (int)(2 * y); }", "16", 4)]
    [InlineData("record struct R(double A); static bool F(double a) => new R(a) == new R(a);", "true", double.NaN)]
    [InlineData("record struct R(double A); static bool F(double a) => new R(a) == new R(0.0);", "true", -0.0)]
    [InlineData("struct Inner { public int A; } struct Outer { public Inner I; public (int, Inner) T; } static int F(int a) { Outer o = default; o.I.A = a; o.T.Item2 = o.I; o.T.Item2.A++; return o.I.A * 10 + o.T.Item2.A; }", "45", 4)]
    [InlineData("struct P { public int X; } static int F(int a) { var t = new P[3]; t[a].X = 5; foreach (ref var p in t.AsSpan()) p.X++; return t[1].X * 10 + t[2].X; }", "16", 2)]
    [InlineData("struct Pair<T>(T a, T b) { public T A = a; public T B = b; public Pair<T> Swapped() => new(B, A); } static int F(int a) { var p = new Pair<int>(a, 2).Swapped(); return p.A * 10 + p.B; }", "24", 4)]
    [InlineData("enum E : byte { A = 1, B = 2, C = 4 } static int F(int a) { var e = E.A | (E)a; return (int)e + (e.HasFlag(E.C) ? 100 : 0); }", "105", 4)]
    [InlineData("enum E { A, B = 5 } static int F(int a) => (E)a switch { E.A => 1, E.B => 2, _ => 3 };", "2", 5)]
    [InlineData("interface I { int Get(); } struct S : I { public int Get() => 1; int I.Get() => 2; } static int Via<T>(T x) where T : I => x.Get(); static int F(int a) => Via(new S()) * 10 + new S().Get() + a;", "21", 0)]
    [InlineData("interface I<T> { T Get(); } struct S : I<int>, I<long> { int I<int>.Get() => 1; long I<long>.Get() => 2; } static long A<T>(T x) where T : I<long> => x.Get(); static int B<T>(T x) where T : I<int> => x.Get(); static long F(int a) => A(new S()) * 10 + B(new S());", "21", 0)]
    public void Structs_records_and_enums_run_as_in_NET(string code, string expected, params object[] arguments) =>
        Code.Gives(code, expected, arguments);

    [Theory]
    [InlineData("static int F(int a) { Span<int> s = stackalloc int[4]; s[1] = a; s.Slice(1)[1] = 7; return s[1] * 10 + s[2]; }", "47", 4)]
    [InlineData("static int F(int a) { Span<int> s = stackalloc int[] { 5, a, 7 }; return s[1] + s[2]; }", "11", 4)]
    [InlineData("static int F(int a) { ReadOnlySpan<int> s = stackalloc[] { 1, 2, 3 }; return s[a]; }", "3", 2)]
    [InlineData("static int F(int a) { Span<byte> s = stackalloc byte[3]; s.Fill(7); s[^1] = (byte)a; int t = 0; foreach (var x in s) t = t * 10 + x; return t; }", "779", 9)]
    [InlineData("static int F(int a) { Span<int> s = [1, 2, a]; s[0] = s[^1]; return s[0] + s.Length; }", "12", 9)]
    [InlineData("static int F(int a) { ReadOnlySpan<int> s = [1, 2, 3]; return s[a]; }", "IndexOutOfRangeException", 3)]
    [InlineData("static int F(int a) { ReadOnlySpan<byte> s = [1, 2, 3]; return s[1..][a]; }", "3", 1)]
    [InlineData("static int F(int a) { var x = new int[5]; var s = x.AsSpan(1, 3); s[2] = a; s = s[1..]; return x[3] + s.Length * 100 + s[1]; }", "208", 4)]
    [InlineData("static int F(int a) { var x = new int[3]; return x.AsSpan().Slice(a).Length; }", "ArgumentOutOfRangeException", 4)]
    [InlineData("static int F(int a) { var x = new int[3]; return x[4..].Length + a; }", "ArgumentOutOfRangeException", 4)]
    [InlineData("static bool F(int a) { int[] x = [1, a]; ReadOnlySpan<int> y = [1, 2]; return y.SequenceEqual(x) && x.AsSpan().SequenceEqual(y); }", "true", 2)]
    [InlineData("static int F(int a) { int[] x = [1, a]; int[] y = [0, .. x, 9]; return y[2] + y[3]; }", "13", 4)]
    [InlineData("static int F(int a) { Span<int> s = [1, a, 3]; Span<int> t = stackalloc int[3]; s.CopyTo(t); s[1] = 0; return t[1]; }", "4", 4)]
    [InlineData("static int Sum(ReadOnlySpan<int> s) => s.IsEmpty ? 0 : s[0] + Sum(s[1..]); static int F(int a) => Sum([1, a, 3]);", "8", 4)]
    [InlineData("static int Sum(params ReadOnlySpan<int> s) { int t = 0; for (int i = 0; i < s.Length; i++) t += s[i]; return t; } static int F(int a) => Sum(1, a, 3);", "8", 4)]
    public void Spans_and_arrays_run_as_in_NET(string code, string expected, params object[] arguments) =>
        Code.Gives(code, expected, arguments);

    [Theory]
    [InlineData("static long F(long a) { Int128 x = a; return (long)((x * x) >> 64); }", "1152921504606846976", 1L << 62)]
    [InlineData("static ulong F(ulong a) => (ulong)(((UInt128)a * 3 + 1) % 1000 / 7);", "120", ulong.MaxValue)]
    [InlineData("static bool F(long a) => (Int128)a < 0 && -(Int128)a == 1 && ((Int128)a << 100) < a;", "true", -1L)]
    [InlineData("static long F(long a) => checked((long)((Int128)a * 2));", "OverflowException", long.MaxValue)]
    [InlineData("static UInt128 F(ulong a) => Math.BigMul(a, a);", "1 -2", ulong.MaxValue)]
    public void Wide_integers_run_as_in_NET(string code, string expected, params object[] arguments) =>
        Code.Gives(code, expected, arguments);

    [Theory]
    [InlineData("static readonly int[] T = [1, 2, 4, 8]; static int F(int a) => T[a & 3];", "8", 7)]
    [InlineData("static readonly byte[] T = Make(); static byte[] Make() { var t = new byte[256]; for (int i = 0; i < 256; i++) t[i] = (byte)BitOperations.PopCount((uint)i); return t; } static int F(int a) => T[a & 255];", "8", 255)]
    [InlineData("static readonly int[][] T = [[1, 2], [3, 4]]; static int F(int a) { int[] mine = [9, 9]; return T[1][a] + mine[0]; }", "13", 1)]
    [InlineData("static readonly (int A, int B) P = (3, 4); static int F(int a) => P.A * a + P.B;", "10", 2)]
    [InlineData("struct S { public int X; public int[] T; } static readonly S P = new S { X = 2, T = [7, 8] }; static int F(int a) => P.X + P.T[a];", "10", 1)]
    [InlineData("static readonly int[] A = [1, 2]; static readonly int[] B = A; static int F(int a) => A == B ? a : 0;", "5", 5)]
    [InlineData("static class Inner { public static readonly int[] Z = [5, 6]; } static readonly int[] X = [1, 2, 3]; static readonly int Y = Inner.Z[1] + X[2]; static int F(int a) => Y * 10 + X[a];", "92", 1)]
    [InlineData("static int[] T { get; } = [4, 5]; static int F(int a) => T[a];", "5", 1)]
    [InlineData("static ReadOnlySpan<byte> T => [4, 5, 6]; static int F(int a) => T[a] + T.Length;", "8", 1)]
    [InlineData("const long K = 1L << 40; static long F(int a) => K + a;", "1099511627777", 1)]
    public void Static_tables_are_evaluated(string code, string expected, params object[] arguments) =>
        Code.Gives(code, expected, arguments);
}
