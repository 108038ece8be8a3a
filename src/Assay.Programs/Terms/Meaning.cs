using System.Numerics;

namespace Assay.Programs.Terms;

/// <summary>
/// What every operation means on concrete values: the one reference for interpreters, deciders and encoders.
/// Division and shifts follow SMT-LIB 2.6 where .NET has no answer.
/// </summary>
internal static class Meaning
{
    /// <summary>Applies an operation to concrete scalars.</summary>
    /// <param name="op">The operation; no leaf, tuple or array.</param>
    /// <param name="sort">The sort of the result.</param>
    /// <param name="payload">The payload of the term.</param>
    /// <param name="a">The arguments.</param>
    public static Value Apply(Op op, Sort sort, Bits128 payload, ReadOnlySpan<Value> a) =>
        op >= Op.FNeg ? FloatMeaning.Apply(op, sort, payload, a) : new Value(sort, Bits(op, sort.Width, (int)payload, a));

    private static Bits128 Bits(Op op, int width, int low, ReadOnlySpan<Value> a) => op switch
    {
        Op.Ite => a[0].IsTrue ? a[1].Bits : a[2].Bits,
        Op.Equal => Bit(a[0].Bits == a[1].Bits),
        Op.Not => a[0].Bits ^ 1,
        Op.And or Op.BvAnd => a[0].Bits & a[1].Bits,
        Op.Or or Op.BvOr => a[0].Bits | a[1].Bits,
        Op.BvXor => a[0].Bits ^ a[1].Bits,
        Op.BvNot => ~a[0].Bits,
        Op.Neg => Bits128.Zero - a[0].Bits,
        Op.Add => a[0].Bits + a[1].Bits,
        Op.Sub => a[0].Bits - a[1].Bits,
        Op.Mul => a[0].Bits * a[1].Bits,
        Op.UDiv => a[1].Bits == 0 ? Bits128.MaxValue : a[0].Bits / a[1].Bits,
        Op.URem => a[1].Bits == 0 ? a[0].Bits : a[0].Bits % a[1].Bits,
        Op.SDiv => SignedDivide(a[0], a[1]),
        Op.SRem => SignedRemainder(a[0], a[1]),
        Op.Shl => a[1].Bits >= (uint)width ? 0 : a[0].Bits << (int)a[1].Bits,
        Op.LShr => a[1].Bits >= (uint)width ? 0 : a[0].Bits >> (int)a[1].Bits,
        Op.AShr => (Bits128)(a[0].Signed >> (int)Bits128.Min(a[1].Bits, (uint)width - 1)),
        Op.ULt => Bit(a[0].Bits < a[1].Bits),
        Op.SLt => Bit(a[0].Signed < a[1].Signed),
        Op.Concat => (a[0].Bits << a[1].Sort.Width) | a[1].Bits,
        Op.Extract => a[0].Bits >> low,
        Op.ZeroExtend => a[0].Bits,
        Op.SignExtend => (Bits128)a[0].Signed,
        Op.PopCount => (uint)Bits128.PopCount(a[0].Bits),
        Op.LeadingZeros => (uint)(Bits128.LeadingZeroCount(a[0].Bits) - (128 - width)),
        Op.TrailingZeros => (uint)Math.Min(Bits128.TrailingZeroCount(a[0].Bits), width),
        _ => throw new ArgumentOutOfRangeException(nameof(op), op, "This operation has no meaning on scalars."),
    };

    private static Bits128 Bit(bool value) => value ? Bits128.One : Bits128.Zero;

    private static Bits128 SignedDivide(Value x, Value y)
    {
        var (n, d) = (x.Signed, y.Signed);
        if (d == 0)
        {
            return n < 0 ? Bits128.One : Bits128.MaxValue;
        }

        // The quotient of the least number and -1 wraps; Signed128 itself would throw at 128 bits.
        return d == -1 ? Bits128.Zero - x.Bits : (Bits128)(n / d);
    }

    private static Bits128 SignedRemainder(Value x, Value y)
    {
        var (n, d) = (x.Signed, y.Signed);
        return d == 0 ? x.Bits : d == -1 ? 0 : (Bits128)(n % d);
    }
}
