using System.Numerics;
using Assay.Programs.Terms;

namespace Assay.Programs.Synthesis.Shortening.Expressions;

/// <summary>What operations do, on numbers and as terms. Numbers are held zero-extended.</summary>
/// <remarks>
/// The count of a shift is taken modulo 32, or modulo 64 at 64 bits, as C# and x86 do; at 8 and 16 bits it may therefore reach
/// the width, and then nothing is left but the fill.
/// </remarks>
internal static class ExpressionMeaning
{
    /// <summary>The bits of a count that shifts look at.</summary>
    public static int CountMask(int width) => width == 64 ? 63 : 31;

    /// <summary>All ones in a width.</summary>
    public static ulong Mask(int width) => ulong.MaxValue >> (64 - width);

    /// <summary>The number in two's complement.</summary>
    public static long Signed(ulong value, int width) => (long)(value << (64 - width)) >> (64 - width);

    /// <summary>Applies an operation; unary ones ignore <paramref name="b"/>.</summary>
    public static ulong Apply(ExpressionOperator operation, ulong a, ulong b, int width)
    {
        var mask = Mask(width);
        var count = (int)b & CountMask(width);
        return operation switch
        {
            ExpressionOperator.Not => ~a & mask,
            ExpressionOperator.Neg => (0 - a) & mask,
            ExpressionOperator.PopCount => (ulong)BitOperations.PopCount(a),
            ExpressionOperator.LeadingZeros => (ulong)(BitOperations.LeadingZeroCount(a) - (64 - width)),
            ExpressionOperator.TrailingZeros => (ulong)Math.Min(BitOperations.TrailingZeroCount(a), width),
            ExpressionOperator.Add => (a + b) & mask,
            ExpressionOperator.Sub => (a - b) & mask,
            ExpressionOperator.Mul => (a * b) & mask,
            ExpressionOperator.And => a & b,
            ExpressionOperator.Or => a | b,
            ExpressionOperator.Xor => a ^ b,
            ExpressionOperator.Shl => (a << count) & mask,
            ExpressionOperator.Shr => a >> count,
            ExpressionOperator.Sar => (ulong)(Signed(a, width) >> count) & mask,
            ExpressionOperator.SignedLess => Signed(a, width) < Signed(b, width) ? 1UL : 0,
            ExpressionOperator.UnsignedLess => a < b ? 1UL : 0,
            ExpressionOperator.Equal => a == b ? 1UL : 0,
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "Unknown operation."),
        };
    }

    /// <summary>The same as a term.</summary>
    public static Term Apply(TermFactory terms, ExpressionOperator operation, Term a, Term b)
    {
        var width = a.Width;
        Term Count() => terms.BvAnd(b, terms.Constant(CountMask(width), width));
        Term Bit(Term condition) => terms.Ite(condition, terms.Constant(1, width), terms.Constant(0, width));
        return operation switch
        {
            ExpressionOperator.Not => terms.BvNot(a),
            ExpressionOperator.Neg => terms.Neg(a),
            ExpressionOperator.PopCount => terms.PopCount(a),
            ExpressionOperator.LeadingZeros => terms.LeadingZeros(a),
            ExpressionOperator.TrailingZeros => terms.TrailingZeros(a),
            ExpressionOperator.Add => terms.Add(a, b),
            ExpressionOperator.Sub => terms.Sub(a, b),
            ExpressionOperator.Mul => terms.Mul(a, b),
            ExpressionOperator.And => terms.BvAnd(a, b),
            ExpressionOperator.Or => terms.BvOr(a, b),
            ExpressionOperator.Xor => terms.BvXor(a, b),
            ExpressionOperator.Shl => terms.Shl(a, Count()),
            ExpressionOperator.Shr => terms.LShr(a, Count()),
            ExpressionOperator.Sar => terms.AShr(a, Count()),
            ExpressionOperator.SignedLess => Bit(terms.SLt(a, b)),
            ExpressionOperator.UnsignedLess => Bit(terms.ULt(a, b)),
            ExpressionOperator.Equal => Bit(terms.Equal(a, b)),
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "Unknown operation."),
        };
    }
}
