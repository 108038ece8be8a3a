namespace Assay.Programs.Tests.Frontends.Alive;

/// <summary>Arithmetic on numbers of up to 32 bits by the definitions of the language reference, on 128-bit integers.</summary>
internal static class PlainArithmetic
{
    public static Int128 Signed(ulong value, int width) => (value >> (width - 1) & 1) == 1 ? (Int128)value - (Int128.One << width) : value;

    public static ulong Wrap(Int128 value, int width) => (ulong)(value & ((Int128.One << width) - 1));

    private static bool FitsSigned(Int128 value, int width) => value >= -(Int128.One << (width - 1)) && value < Int128.One << (width - 1);

    private static bool FitsUnsigned(Int128 value, int width) => value >= 0 && value < Int128.One << width;

    /// <summary>Whether an instruction has no undefined behaviour.</summary>
    public static bool IsDefined(string operation, ulong a, ulong b, int width) => operation switch
    {
        "udiv" or "urem" => b != 0,
        "sdiv" or "srem" => b != 0 && FitsSigned(Signed(a, width) / Signed(b, width), width),
        "shl" or "lshr" or "ashr" => b < (ulong)width,
        _ => true,
    };

    public static ulong Calculate(string operation, ulong a, ulong b, int width) => operation switch
    {
        "add" => Wrap((Int128)a + b, width),
        "sub" => Wrap((Int128)a - b, width),
        "mul" => Wrap((Int128)a * b, width),
        "udiv" => a / b,
        "urem" => a % b,
        "sdiv" => Wrap(Signed(a, width) / Signed(b, width), width),
        "srem" => Wrap(Signed(a, width) % Signed(b, width), width),
        "shl" => b >= (ulong)width ? 0 : Wrap((Int128)a << (int)b, width),
        "lshr" => b >= (ulong)width ? 0 : a >> (int)b,
        "ashr" => Wrap(Signed(a, width) >> (int)Math.Min(b, (ulong)width - 1), width),
        "and" => a & b,
        "or" => a | b,
        "xor" => a ^ b,
        _ => throw new InvalidOperationException(operation),
    };

    /// <summary>Whether a defined instruction keeps the promise of its flag.</summary>
    public static bool Keeps(string operation, string flag, ulong a, ulong b, int width, bool newSemantics = false)
    {
        var (x, y) = flag == "nsw" ? (Signed(a, width), Signed(b, width)) : ((Int128)a, (Int128)b);
        Func<Int128, int, bool> fits = flag == "nsw" ? FitsSigned : FitsUnsigned;
        return (operation, flag) switch
        {
            ("add", _) => fits(x + y, width),
            ("sub", _) => fits(x - y, width),
            ("mul", _) => fits(x * y, width),
            ("shl", "nsw") when newSemantics && a == 1 && b == (ulong)width - 1 => true,
            ("shl", _) => b >= (ulong)width ? a == 0 : fits(x << (int)b, width),
            ("lshr" or "ashr", _) => b >= (ulong)width ? a == 0 : (a & ((1UL << (int)b) - 1)) == 0,
            ("udiv", _) => a % b == 0,
            ("sdiv", _) => Signed(a, width) % Signed(b, width) == 0,
            _ => throw new InvalidOperationException($"{operation} {flag}"),
        };
    }

    public static bool Compare(string sign, ulong a, ulong b, int width)
    {
        var (x, y) = (Signed(a, width), Signed(b, width));
        return sign switch
        {
            "eq" or "==" => a == b,
            "ne" or "!=" => a != b,
            "slt" or "<" => x < y,
            "sle" or "<=" => x <= y,
            "sgt" or ">" => x > y,
            "sge" or ">=" => x >= y,
            "ult" or "u<" => a < b,
            "ule" or "u<=" => a <= b,
            "ugt" or "u>" => a > b,
            "uge" or "u>=" => a >= b,
            _ => throw new InvalidOperationException(sign),
        };
    }
}
