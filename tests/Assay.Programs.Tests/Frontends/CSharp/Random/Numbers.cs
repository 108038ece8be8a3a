namespace Assay.Programs.Tests.Frontends.CSharp.Random;

/// <summary>The scalar types of C#, with corner values as arguments and as literals.</summary>
internal static class Numbers
{
    public static readonly string[] Small = ["sbyte", "byte", "short", "ushort", "char"];
    public static readonly string[] Integers = ["int", "uint", "long", "ulong", "nint", "nuint"];
    public static readonly string[] Floats = ["float", "double"];
    public static readonly string[] All = [.. Small, .. Integers, .. Floats];

    private static readonly double[] FloatCorners =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 127.9, -128.9, 255.5, 300, 32767.5, 65535.9, 2147483647, 2147483648, -2147483648.9,
        4294967295.5, 4294967296, 9007199254740993, 9223372036854775807, -9223372036854775808, 18446744073709551615, 1e300, -1e300, 1e38, 3.4e38,
        1e-45, 5e-324, double.MaxValue, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.1, 1.0 / 3,
    ];

    public static object Argument(string type, Dice dice) => type switch
    {
        "bool" => dice.OneIn(2),
        "char" => (char)Bits(16, dice),
        "sbyte" => (sbyte)Bits(8, dice),
        "byte" => (byte)Bits(8, dice),
        "short" => (short)Bits(16, dice),
        "ushort" => (ushort)Bits(16, dice),
        "int" => (int)Bits(32, dice),
        "uint" => (uint)Bits(32, dice),
        "long" => (long)Bits(64, dice),
        "ulong" => Bits(64, dice),
        "nint" => (nint)(long)Bits(64, dice),
        "nuint" => (nuint)Bits(64, dice),
        "float" => dice.OneIn(4) ? BitConverter.UInt32BitsToSingle((uint)dice.Bits()) : (float)Real(dice),
        "double" => dice.OneIn(4) ? BitConverter.UInt64BitsToDouble(dice.Bits()) : Real(dice),
        "Int128" => (Int128)Wide(dice),
        "UInt128" => Wide(dice),
        "MidpointRounding" => (MidpointRounding)dice.Below(5),
        _ => throw new ArgumentException(type),
    };

    /// <summary>A constant expression of exactly this type.</summary>
    public static string Literal(string type, Dice dice) => type switch
    {
        "bool" => dice.Of("true", "false"),
        "char" => dice.Of("'a'", "'\\0'", "'\\uffff'", "'Z'", "'7'"),
        "float" => dice.Of("0f", "1f", "-1f", "1.5f", "0.1f", "-0f", "16777217f", "3e38f", "1e-45f", "2147483648f", "float.NaN", "float.PositiveInfinity", "float.MaxValue"),
        "double" => dice.Of("0d", "1d", "-1d", "2.5", "0.1", "-0.0", "9007199254740993d", "1e300", "5e-324", "4294967296.5", "double.NaN", "double.NegativeInfinity", "double.MinValue"),
        "nint" => dice.Of("(nint)0", "(nint)1", "(nint)(-1)", "(nint)77", "nint.MaxValue", "nint.MinValue"),
        "nuint" => dice.Of("(nuint)0", "(nuint)1", "(nuint)200", "nuint.MaxValue"),
        "sbyte" or "short" or "int" or "long" => dice.Of(
            $"({type})0", $"({type})1", $"({type})(-1)", $"({type}){dice.Below(128)}", $"({type})(-{1 + dice.Below(128)})", $"{type}.MaxValue", $"{type}.MinValue"),
        _ => dice.Of($"({type})0", $"({type})1", $"({type}){dice.Below(256)}", $"{type}.MaxValue"),
    };

    private static ulong Bits(int width, Dice dice) => dice.Below(6) switch
    {
        0 => dice.Bits(),
        1 => (ulong)dice.Below(8),
        2 => 0UL - (ulong)dice.Below(8),
        3 => (1UL << dice.Below(width)) - (ulong)dice.Below(2),
        4 => (1UL << (width - 1)) - (ulong)dice.Below(3) + 1,
        _ => (ulong)dice.Below(300),
    };

    private static UInt128 Wide(Dice dice) => dice.Below(3) switch
    {
        0 => (UInt128)(Int128)(long)Bits(64, dice),
        1 => new UInt128(Bits(64, dice), Bits(64, dice)),
        _ => (UInt128.One << dice.Below(128)) - (UInt128)dice.Below(2),
    };

    private static double Real(Dice dice) => dice.Below(3) switch
    {
        0 => dice.Of(FloatCorners),
        1 => (long)Bits(64, dice) * 0.25,
        _ => (dice.Below(4000) - 2000) / 8.0,
    };
}
