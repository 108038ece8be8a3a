namespace Assay.Programs.Tests.Frontends.CSharp.Random;

/// <summary>Calls of the library and of helper functions in random expressions.</summary>
internal static class LibraryCalls
{
    // {0} is the type asked for; each following name is the type of an argument, with * for the type itself.
    private static readonly (string[] Types, string Call, string[] Arguments)[] Calls =
    [
        (Numbers.All[..4], "Math.Min({0}, {1})", ["*", "*"]),
        (["int", "uint", "long", "ulong", "float", "double", "nint"], "Math.Max({0}, {1})", ["*", "*"]),
        (["int", "long", "short", "sbyte", "float", "double"], "Math.Abs({0})", ["*"]),
        (["int", "long", "uint"], "Math.Clamp({0}, {1}, {2})", ["*", "*", "*"]),
        (["int"], "Math.Sign({0})", ["long"]),
        (["int"], "BitOperations.PopCount({0})", ["uint"]),
        (["int"], "BitOperations.LeadingZeroCount({0})", ["ulong"]),
        (["int"], "BitOperations.TrailingZeroCount({0})", ["int"]),
        (["int"], "BitOperations.Log2({0})", ["uint"]),
        (["uint", "ulong"], "BitOperations.RotateLeft({0}, {1})", ["*", "int"]),
        (["uint", "ulong"], "BitOperations.RotateRight({0}, {1})", ["*", "int"]),
        (["int", "uint", "long", "ulong", "short", "byte"], "@.RotateLeft({0}, {1})", ["*", "int"]),
        (["int", "uint", "long", "byte", "sbyte"], "@.PopCount({0})", ["*"]),
        (["int", "long", "sbyte", "short"], "@.CopySign({0}, {1})", ["*", "*"]),
        (["int", "uint", "long", "sbyte", "byte", "ushort"], "@.Max({0}, {1})", ["*", "*"]),
        (["bool"], "int.IsPow2({0})", ["int"]),
        (["bool"], "double.IsNaN({0})", ["double"]),
        (["bool"], "float.IsInfinity({0})", ["float"]),
        (["bool"], "char.IsAsciiDigit({0})", ["char"]),
        (["double"], "Math.Floor({0})", ["*"]),
        (["double"], "Math.Round({0})", ["*"]),
        (["float"], "MathF.Truncate({0})", ["*"]),
        (["float"], "MathF.Sqrt({0})", ["*"]),
        (["double"], "Math.FusedMultiplyAdd({0}, {1}, {2})", ["*", "*", "*"]),
        (["ulong"], "Math.BigMul({0}, {1})", ["uint", "uint"]),
        (["int"], "Twice({0})", ["int"]),
        (["long"], "Mix({0}, {1})", ["long", "byte"]),
        (["int"], "Steps({0})", ["uint"]),
        (["int"], "new Point({0}, {1}).Shifted({0}).X", ["int", "short"]),
        (["short"], "new Point({0}, {1}).Y", ["int", "short"]),
        (["bool"], "(new Pair({0}, {1}) == new Pair({0}, 7))", ["int", "long"]),
        (["int", "long", "byte", "double", "char"], "Choose({0}, {1}, {2})", ["bool", "*", "*"]),
        (["int", "sbyte", "float"], "({0}, {1}).Item2", ["long", "*"]),
        (["byte", "long"], "({0} switch {{ 0 => {1}, 5 or 6 => {2}, < 0 => {1}, _ => {2} }})", ["int", "*", "*"]),
    ];

    /// <summary>What the calls above need.</summary>
    public const string Helpers = """
        static int Twice(int x) => x + x;
        static long Mix(long a, byte b) { long s = a; for (int i = 0; i < 3; i++) { s = (s ^ b) * 31 + i; } return s; }
        static int Steps(uint x) => x <= 1 || x > 1000 ? 0 : 1 + Steps(x >> 1);
        static T Choose<T>(bool c, T a, T b) { if (c) return a; return b; }
        static void Swap<T>(ref T a, ref T b) { T t = a; a = b; b = t; }
        static bool TryDivide(int a, int b, out int q) { q = 0; if (b == 0) return false; q = a / b; return true; }
        static void Bump(ref byte x, in int by) { x += (byte)by; x++; }
        static void Bump(ref short x, in int by) { x -= (short)by; }
        static void Bump(ref sbyte x, in int by) { x *= (sbyte)by; }
        static void Bump(ref char x, in int by) { x ^= (char)by; x--; }
        static int Total(ReadOnlySpan<int> items) { int t = 0; foreach (var item in items) t += item; return t; }
        static void Fill(Span<int> items, int value) { for (int i = 0; i < items.Length; i++) items[i] = value + i; }
        enum Colour : byte { Red, Green = 5, Blue }
        struct Point { public int X; public short Y; public Point(int x, short y) { X = x; Y = y; }
          public Point Shifted(int d) { var p = this; p.X += d; p.Y++; return p; }
          public void Move(int d) { X -= d; Y = (short)(Y * d); }
          public static Point operator +(Point a, Point b) => new(a.X + b.X, (short)(a.Y + b.Y)); }
        readonly record struct Pair(int A, long B);
        """;

    public static string? Write(string type, Dice dice, Func<string, string> argument)
    {
        var fitting = Calls.Where(call => call.Types.Contains(type)).ToList();
        if (fitting.Count == 0)
        {
            return null;
        }

        var (_, call, arguments) = dice.Of(fitting);
        var texts = arguments.Select(name => (object)argument(name == "*" ? type : name)).ToArray();
        return string.Format(null, call.Replace("@", type, StringComparison.Ordinal), texts);
    }
}
