using System.Numerics;
using Assay.Programs.Terms;
using Assay.Programs.Tests.Frontends.CSharp.Random;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Programs.Tests.Terms;

/// <summary>The reference meaning against exact integers, which know no width, and against .NET's own operators.</summary>
public sealed class MeaningTests
{
    private static readonly Op[] Binary =
    [
        Op.BvAnd, Op.BvOr, Op.BvXor, Op.Add, Op.Sub, Op.Mul, Op.UDiv, Op.URem, Op.SDiv, Op.SRem, Op.Shl, Op.LShr, Op.AShr, Op.ULt, Op.SLt, Op.Equal,
    ];

    [Fact]
    public void Integers_mean_what_exact_integers_modulo_a_power_of_two_mean() => Gen.ULong.Sample(
        seed =>
        {
            var dice = new Dice(3, seed);
            var width = dice.OneIn(2) ? dice.Of(1, 2, 3, 8, 16, 32, 33, 64, 128) : 1 + dice.Below(128);
            var sort = Sort.BitVector(width);
            Value a = Inputs.Of(sort, dice), b = Inputs.Of(sort, dice);
            foreach (var op in Binary)
            {
                var result = op is Op.ULt or Op.SLt or Op.Equal ? Sort.Bool : sort;
                Same(op, Meaning.Apply(op, result, 0, [a, b]), Exact(op, a, b), a, b);
            }

            Same(Op.Neg, Meaning.Apply(Op.Neg, sort, 0, [a]), -Unsigned(a), a, b);
            Same(Op.BvNot, Meaning.Apply(Op.BvNot, sort, 0, [a]), -Unsigned(a) - 1, a, b);
            Counts(a);
            Widths(a, b, dice);
        },
        iter: Rounds.Of(4000), threads: 1, seed: "0000KmXJ4N71");

    [Fact]
    public void Int_and_long_arithmetic_is_that_of_NET() => Gen.ULong.Sample(
        seed =>
        {
            var dice = new Dice(4, seed);
            Value a = Inputs.Of(Sort.BitVector(32), dice), b = Inputs.Of(Sort.BitVector(32), dice);
            Value c = Inputs.Of(Sort.BitVector(128), dice), d = Inputs.Of(Sort.BitVector(128), dice);
            var (x, y, u, v) = ((int)a.Signed, (int)b.Signed, c.Bits, d.Bits);
            Assert.Equal(x * y, (int)Meaning.Apply(Op.Mul, a.Sort, 0, [a, b]).Signed);
            Assert.Equal(x >> (y & 31), (int)Meaning.Apply(Op.AShr, a.Sort, 0, [a, Value.Of(y & 31, 32)]).Signed);
            Assert.Equal(u * v, Meaning.Apply(Op.Mul, c.Sort, 0, [c, d]).Bits);
            Assert.Equal(u >> (y & 127), Meaning.Apply(Op.LShr, c.Sort, 0, [c, Value.Of(y & 127, 128)]).Bits);
            if (v != 0)
            {
                Assert.Equal(u / v, Meaning.Apply(Op.UDiv, c.Sort, 0, [c, d]).Bits);
            }

            if (y is not (0 or -1))
            {
                Assert.Equal(x / y, (int)Meaning.Apply(Op.SDiv, a.Sort, 0, [a, b]).Signed);
                Assert.Equal(x % y, (int)Meaning.Apply(Op.SRem, a.Sort, 0, [a, b]).Signed);
            }
        },
        iter: Rounds.Of(2000), threads: 1, seed: "0000KmXJ4N71");

    private static BigInteger Unsigned(Value value) => value.Bits;

    private static BigInteger Signed(Value value)
    {
        BigInteger bits = value.Bits;
        return bits >> (value.Sort.Width - 1) == 1 ? bits - (BigInteger.One << value.Sort.Width) : bits;
    }

    private static BigInteger Exact(Op op, Value a, Value b)
    {
        var (x, y, m, n, width) = (Unsigned(a), Unsigned(b), Signed(a), Signed(b), a.Sort.Width);
        var count = (int)BigInteger.Min(y, width);
        return op switch
        {
            Op.BvAnd => x & y,
            Op.BvOr => x | y,
            Op.BvXor => x ^ y,
            Op.Add => x + y,
            Op.Sub => x - y,
            Op.Mul => x * y,
            Op.UDiv => y == 0 ? -1 : x / y,
            Op.URem => y == 0 ? x : x % y,
            Op.SDiv => n == 0 ? (m < 0 ? 1 : -1) : BigInteger.Divide(m, n),
            Op.SRem => n == 0 ? m : BigInteger.Remainder(m, n),
            Op.Shl => x << count,
            Op.LShr => x >> count,
            Op.AShr => m >> count,
            Op.ULt => x < y ? 1 : 0,
            Op.SLt => m < n ? 1 : 0,
            _ => x == y ? 1 : 0,
        };
    }

    private static void Counts(Value a)
    {
        var digits = string.Concat(Enumerable.Range(0, a.Sort.Width).Select(i => (a.Bits >> i & 1) == 1 ? '1' : '0'));
        var width = a.Sort.Width;
        Same(Op.PopCount, Meaning.Apply(Op.PopCount, a.Sort, 0, [a]), digits.Count(digit => digit == '1'), a, a);
        Same(Op.TrailingZeros, Meaning.Apply(Op.TrailingZeros, a.Sort, 0, [a]), width - digits.TrimStart('0').Length, a, a);
        Same(Op.LeadingZeros, Meaning.Apply(Op.LeadingZeros, a.Sort, 0, [a]), width - digits.TrimEnd('0').Length, a, a);
    }

    private static void Widths(Value a, Value b, Dice dice)
    {
        var width = a.Sort.Width;
        var wide = width + dice.Below(129 - width);
        var low = dice.Below(width);
        var part = 1 + dice.Below(width - low);
        Same(Op.ZeroExtend, Meaning.Apply(Op.ZeroExtend, Sort.BitVector(wide), 0, [a]), Unsigned(a), a, b);
        Same(Op.SignExtend, Meaning.Apply(Op.SignExtend, Sort.BitVector(wide), 0, [a]), Signed(a), a, b);
        Same(Op.Extract, Meaning.Apply(Op.Extract, Sort.BitVector(part), (uint)low, [a]), Unsigned(a) >> low, a, b);
        if (width <= 64)
        {
            Same(Op.Concat, Meaning.Apply(Op.Concat, Sort.BitVector(2 * width), 0, [a, b]), (Unsigned(a) << width) + Unsigned(b), a, b);
        }
    }

    private static void Same(Op op, Value actual, BigInteger exact, Value a, Value b)
    {
        var modulus = BigInteger.One << actual.Sort.Width;
        var expected = ((exact % modulus) + modulus) % modulus;
        Assert.True(expected == actual.Bits, $"{op} of {a} and {b} is {actual}, not {expected}");
    }
}
