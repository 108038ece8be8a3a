using System.Numerics;

namespace Assay.Programs.Terms;

/// <summary>How a float is rounded to an integral float; the payload of <see cref="Op.FRound"/>.</summary>
internal enum Rounding
{
    ToEven,
    TowardZero,
    Down,
    Up,
    AwayFromZero,
}

/// <summary>
/// What operations on IEEE floats mean. Conversions to integers saturate and send NaN to zero, as .NET does from version 9 on.
/// </summary>
internal static class FloatMeaning
{
    public static Value Apply(Op op, Sort sort, Bits128 payload, ReadOnlySpan<Value> a) => op switch
    {
        Op.FFromBits => new Value(sort, a[0].Bits),
        Op.FToBits => new Value(sort, a[0].Bits),
        Op.FIsNaN => Value.Of(double.IsNaN(a[0].Double)),
        Op.FEqual => Value.Of(a[0].Double == a[1].Double),
        Op.FLt => Value.Of(a[0].Double < a[1].Double),
        Op.FLe => Value.Of(a[0].Double <= a[1].Double),
        Op.FConvert => sort.Width == 32 ? Value.Of((float)a[0].Double) : Value.Of(a[0].Double),
        Op.FFromSigned => FromSigned(sort, a[0].Signed),
        Op.FFromUnsigned => FromUnsigned(sort, a[0].Bits),
        Op.FToSigned => Value.Of(ToSigned(a[0].Double, sort.Width), sort.Width),
        Op.FToUnsigned => new Value(sort, ToUnsigned(a[0].Double, sort.Width)),
        _ => sort.Width == 32 ? Single(op, payload, a) : Double(op, payload, a),
    };

    private static Value Single(Op op, Bits128 payload, ReadOnlySpan<Value> a) =>
        Value.Of(Arithmetic(op, payload, a[0].Single, a.Length > 1 ? a[1].Single : 0, a.Length > 2 ? a[2].Single : 0));

    private static Value Double(Op op, Bits128 payload, ReadOnlySpan<Value> a) =>
        Value.Of(Arithmetic(op, payload, a[0].Double, a.Length > 1 ? a[1].Double : 0, a.Length > 2 ? a[2].Double : 0));

    private static T Arithmetic<T>(Op op, Bits128 payload, T x, T y, T z)
        where T : IFloatingPointIeee754<T> => op switch
        {
            Op.FNeg => -x,
            Op.FAbs => T.Abs(x),
            Op.FAdd => x + y,
            Op.FSub => x - y,
            Op.FMul => x * y,
            Op.FDiv => x / y,
            Op.FRem => x % y,
            Op.FSqrt => T.Sqrt(x),
            Op.FFma => T.FusedMultiplyAdd(x, y, z),
            Op.FRound => (Rounding)(int)payload switch
            {
                Rounding.ToEven => T.Round(x),
                Rounding.TowardZero => T.Truncate(x),
                Rounding.Down => T.Floor(x),
                Rounding.Up => T.Ceiling(x),
                _ => T.Round(x, MidpointRounding.AwayFromZero),
            },
            _ => throw new ArgumentOutOfRangeException(nameof(op), op, "This operation has no meaning on floats."),
        };

    private static Value FromSigned(Sort sort, Signed128 x) =>
        x < 0 ? FromMagnitude(sort, (Bits128)(-x), -1) : FromMagnitude(sort, (Bits128)x, 1);

    private static Value FromUnsigned(Sort sort, Bits128 x) => FromMagnitude(sort, x, 1);

    // Keeps 62 leading bits and a sticky one, so that the only rounding is the one from long, which is correct.
    private static Value FromMagnitude(Sort sort, Bits128 x, int sign)
    {
        var shift = Math.Max(0, 128 - Bits128.LeadingZeroCount(x) - 62);
        var kept = (long)(x >> shift);
        var sticky = (x & ((Bits128.One << shift) - 1)) != 0 ? 1L : 0L;
        var leading = sign * (kept | sticky);
        return sort.Width == 32
            ? Value.Of(MathF.ScaleB(leading, shift))
            : Value.Of(Math.ScaleB(leading, shift));
    }

    private static Signed128 ToSigned(double x, int width)
    {
        if (double.IsNaN(x))
        {
            return 0;
        }

        var max = (Signed128)((Bits128.One << (width - 1)) - 1);
        var limit = Math.ScaleB(1.0, width - 1);
        return x >= limit ? max : x < -limit ? -max - 1 : (Signed128)Math.Truncate(x);
    }

    private static Bits128 ToUnsigned(double x, int width)
    {
        if (!(x > 0))
        {
            return 0;
        }

        return x >= Math.ScaleB(1.0, width) ? Bits128.MaxValue : (Bits128)Math.Truncate(x);
    }
}
