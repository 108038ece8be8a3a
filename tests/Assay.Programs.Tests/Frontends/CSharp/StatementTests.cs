namespace Assay.Programs.Tests.Frontends.CSharp;

/// <summary>One short program for each form of statement and expression.</summary>
public sealed class StatementTests
{
    [Theory]
    [InlineData("static int F(int a) { int s = 0; for (int i = 0; i < 10; i++) s += i * a; return s; }", "90", 2)]
    [InlineData("static int F(int a) { int n = 0; while (a != 1 && n < 50) { a = a % 2 == 0 ? a / 2 : 3 * a + 1; n++; } return n; }", "8", 6)]
    [InlineData("static int F(uint a) { int n = 0; do { n++; a >>= 1; } while (a > 0); return n; }", "5", 31u)]
    [InlineData("static int F(int a) { for (int i = 0; ; i++) { if (i * i >= (a & 63)) return i; } }", "7", 40)]
    [InlineData("static int F(int a) { int s = 0; for (int i = 0; i < 4; i++) for (int j = 0; j < i; j++) { if (j == a) continue; if (i + j > 5) break; s += i * j; } return s; }", "6", 1)]
    [InlineData("static int F(int a) { int[] t = [3, 1, 2]; foreach (var x in t) a = a * 10 + x; return a; }", "5312", 5)]
    [InlineData("static int F(int a) { switch (a) { case 1: return 10; case 2: case 3: a += 5; goto case 1; default: return -1; } }", "10", 3)]
    [InlineData("static int F(int a) { switch (a) { case > 100: return 1; case < 0 when a % 2 == 0: return 2; case 50: return 3; } return 4; }", "2", -4)]
    [InlineData("static int F(int a) { if (a > 3) goto end; a = 100; end: return a; }", "100", 2)]
    [InlineData("static int F(int a) => a switch { 0 => 5, > 10 and < 20 => 6, 7 or 8 => 7, _ => throw new ArgumentException() };", "ArgumentException", 5)]
    [InlineData("static int F(int a) => a is > 3 and not 7 ? 1 : 0;", "0", 7)]
    [InlineData("static int F(int a) => (a, a + 1) switch { (0, _) => 1, (_, 5) => 2, var (x, y) => x * y };", "2", 4)]
    [InlineData("static int F(int a) { int b = a++ + ++a; b <<= 33; b ^= ~a; b %= 7; return b; }", "-1", 3)]
    [InlineData("static int F(int a) { int x = 3; Local(ref x, out var y); return x * 100 + y; void Local(ref int p, out int q) { p += a; q = p + 1; } }", "506", 2)]
    [InlineData("static int Fact(int n) => n <= 1 ? 1 : n * Fact(n - 1); static int F(int a) => Fact(a & 7);", "120", 5)]
    [InlineData("static int F(int a) { int? x = a > 3 ? a : null; return x ?? -1; }", "-1", 2)]
    [InlineData("static int F(int a) { int? x = a; int? y = null; return (x + 1 ?? 0) + (y.HasValue ? 1 : 2) + (x > y ? 50 : 0); }", "6", 3)]
    [InlineData("static int F(int a) { const int K = 5; var r = checked(a * K); return unchecked(r + int.MaxValue); }", "-2147483639", 2)]
    [InlineData("static int F(int a) { checked { a *= 2; } return a; }", "OverflowException", int.MaxValue)]
    [InlineData("static int F(int a) => 10 / a;", "DivideByZeroException", 0)]
    [InlineData("static int F(int a) => int.MinValue / a;", "OverflowException", -1)]
    [InlineData("static int F(int a) => int.MinValue % a;", "OverflowException", -1)]
    [InlineData("static long F(long a) => long.MinValue % a;", "OverflowException", -1L)]
    [InlineData("static int F(int a) => (short)a / (sbyte)-1;", "32768", -32768)]
    [InlineData("static int F(int a) => a << 33;", "6", 3)]
    [InlineData("static long F(long a) => a >>> 65;", "9223372036854775807", -1L)]
    [InlineData("static byte F(byte a) { a += 250; a++; return a; }", "5", (byte)10)]
    [InlineData("static int F(char c) => c - '0' + (char)(c + 1);", "59", '5')]
    [InlineData("static int F(int a) { int[] x = new int[2]; x[a] = 1; return x[0]; }", "IndexOutOfRangeException", -1)]
    [InlineData("static int F(int a) { int[] x = null; return a > 0 ? 1 : x[0]; }", "NullReferenceException", 0)]
    [InlineData("static int F(int a) { int[] x = null; return x?.Length ?? a; }", "4", 4)]
    [InlineData("static int F(int a) { int[] x = new int[3]; int[] y = x; y[1] = a; return x[1] + x.Length; }", "10", 7)]
    [InlineData("static int F(int[] x) { x[0] = x[^1] + x[1..][0]; return x[0]; }", "5", new[] { 1, 2, 3 })]
    [InlineData("static int[] F(int[] x) { (x[0], x[2]) = (x[2], x[0]); return x; }", "3 2 1", new[] { 1, 2, 3 })]
    [InlineData("static int F(int a) { int[][] x = [[1, 2], [a]]; return x[1][0] + x[0][1]; }", "9", 7)]
    [InlineData("static int F(int a) { var t = (x: a, y: (2, 3L)); t.y.Item1 += t.x; return t.y.Item1; }", "6", 4)]
    [InlineData("static bool F(int a) => (a, 2) == (3, 2) && (a, 1) != (3, 2);", "true", 3)]
    [InlineData("static int F(int a) { if (a < 0) throw new ArgumentOutOfRangeException(nameof(a), \"negative\"); return a; }", "ArgumentOutOfRangeException", -3)]
    [InlineData("static int F(int a) { ref int r = ref (a > 0 ? ref a : ref a); r = 9; return a; }", "9", 1)]
    [InlineData("static T Max<T>(T a, T b) where T : INumber<T> => a > b ? a : b; static int F(int a) => Max(a, 3) + (int)Max(2.5, a);", "10", 5)]
    [InlineData("static int Sum(params int[] items) { int s = 0; foreach (var i in items) s += i; return s; } static int F(int a) => Sum(a, 1, 2);", "7", 4)]
    [InlineData("static int G(int a, int b = 5) => a - b; static int F(int a) => G(b: a, a: 1) + G(a);", "-4", 4)]
    [InlineData("static (int Q, int R) D(int a, int b) => Math.DivRem(a, b); static int F(int a) { var (q, r) = D(a, 4); return q * 10 + r; }", "53", 23)]
    [InlineData("static int F(int a) { object o = a; return (int)o + (o is int ? 1 : 0); }", "8", 7)]
    public void Statements_and_expressions_run_as_in_NET(string code, string expected, params object[] arguments) =>
        Code.Gives(code, expected, arguments);

    [Theory]
    [InlineData("static int F(float a) => (byte)a;", "44", 300f)]
    [InlineData("static int F(double a) => (int)a;", "2147483647", 1e30)]
    [InlineData("static int F(double a) => (int)a;", "0", double.NaN)]
    [InlineData("static uint F(double a) => (uint)a;", "0", -1.0)]
    [InlineData("static ulong F(float a) => (ulong)a;", "-1", float.PositiveInfinity)]
    [InlineData("static int F(double a) => checked((int)a);", "OverflowException", double.NaN)]
    [InlineData("static int F(double a) => checked((sbyte)a);", "127", 127.99)]
    [InlineData("static int F(double a) => checked((byte)a);", "0", -0.99)]
    [InlineData("static float F(long a) => (float)a;", "9.223372E+18", long.MaxValue)]
    [InlineData("static double F(ulong a) => (double)a;", "1.8446744073709552E+19", ulong.MaxValue)]
    [InlineData("static bool F(double a) => a != a && !(a < 1) && !(a >= 1);", "true", double.NaN)]
    [InlineData("static double F(double a) => a % 3;", "-1", -7.0)]
    [InlineData("static float F(float a) => a * a + 1f;", "Infinity", 1e30f)]
    [InlineData("static bool F(float a) => float.IsNaN(a) || float.IsInfinity(a) || float.IsNegative(a);", "true", -0f)]
    [InlineData("static int F(float a) => BitConverter.SingleToInt32Bits(a);", "1065353216", 1f)]
    [InlineData("static double F(int a) => Math.Round(a / 2.0) + Math.Sqrt(a * a) + Math.FusedMultiplyAdd(a, 2, 0.5);", "17.5", 5)]
    public void Floats_are_those_of_NET(string code, string expected, params object[] arguments)
    {
        // Floats are shown as doubles.
        expected = expected == "9.223372E+18" ? "9.223372036854776E+18" : expected;
        Code.Gives(code, expected, arguments);
    }
}
