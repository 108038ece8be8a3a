using System.Numerics;
using Assay.Programs.Terms;
using Assay.Programs.Tests.Frontends.CSharp.Random;
using Assay.TestSupport;
using CsCheck;

namespace Assay.Programs.Tests.Terms;

/// <summary>Operations on floats against .NET, and conversions against exact rationals.</summary>
public sealed class FloatMeaningTests
{
    [Fact]
    public void Arithmetic_is_that_of_NET() => Sample((a, b, c, x, y, z, f, g) =>
    {
        Same(x + y, Op.FAdd, a, b);
        Same(x - y, Op.FSub, a, b);
        Same(x * y, Op.FMul, a, b);
        Same(x / y, Op.FDiv, a, b);
        Same(x % y, Op.FRem, a, b);
        Same(-x, Op.FNeg, a);
        Same(Math.Abs(x), Op.FAbs, a);
        Same(Math.Sqrt(x), Op.FSqrt, a);
        Same(Math.FusedMultiplyAdd(x, y, z), Op.FFma, a, b, c);
        Value p = Value.Of(f), q = Value.Of(g);
        Same(f + g, Op.FAdd, p, q);
        Same(f * g, Op.FMul, p, q);
        Same(f / g, Op.FDiv, p, q);
        Same(f % g, Op.FRem, p, q);
        Same(MathF.Sqrt(f), Op.FSqrt, p);
        Assert.Equal(Value.Of(f), Meaning.Apply(Op.FConvert, Sort.Single, 0, [Value.Of((double)f)]));
        Assert.Equal(Value.Of((float)x), Meaning.Apply(Op.FConvert, Sort.Single, 0, [a]));
        Assert.Equal(x < y, Meaning.Apply(Op.FLt, Sort.Bool, 0, [a, b]).IsTrue);
        Assert.Equal(x <= y, Meaning.Apply(Op.FLe, Sort.Bool, 0, [a, b]).IsTrue);
        Assert.Equal(x == y, Meaning.Apply(Op.FEqual, Sort.Bool, 0, [a, b]).IsTrue);
        Assert.Equal(double.IsNaN(x), Meaning.Apply(Op.FIsNaN, Sort.Bool, 0, [a]).IsTrue);
    });

    [Fact]
    public void Rounding_is_that_of_NET() => Sample((a, _, _, x, _, _, f, _) =>
    {
        foreach (var (mode, rounding) in new[]
        {
            (Rounding.ToEven, MidpointRounding.ToEven), (Rounding.AwayFromZero, MidpointRounding.AwayFromZero), (Rounding.Down, MidpointRounding.ToNegativeInfinity),
            (Rounding.Up, MidpointRounding.ToPositiveInfinity), (Rounding.TowardZero, MidpointRounding.ToZero),
        })
        {
            Assert.Equal(Value.Of(Math.Round(x, rounding)), Meaning.Apply(Op.FRound, Sort.Double, (uint)mode, [a]));
            Assert.Equal(Value.Of(MathF.Round(f, rounding)), Meaning.Apply(Op.FRound, Sort.Single, (uint)mode, [Value.Of(f)]));
        }
    });

    [Fact]
    public void Conversions_to_integers_saturate_as_those_of_NET_do() => Sample((a, _, _, x, _, _, f, _) =>
    {
        Assert.Equal(((int)x, (long)x), ((int)To(Op.FToSigned, a, 32).Signed, (long)To(Op.FToSigned, a, 64).Signed));
        Assert.Equal(((uint)x, (ulong)x), ((uint)To(Op.FToUnsigned, a, 32).Bits, (ulong)To(Op.FToUnsigned, a, 64).Bits));
        Assert.Equal(((int)f, (ulong)f), ((int)To(Op.FToSigned, Value.Of(f), 32).Signed, (ulong)To(Op.FToUnsigned, Value.Of(f), 64).Bits));
        Assert.Equal((sbyte.CreateSaturating(x), ushort.CreateSaturating(x)), ((sbyte)To(Op.FToSigned, a, 8).Signed, (ushort)To(Op.FToUnsigned, a, 16).Bits));
    });

    [Fact]
    public void Conversions_from_integers_give_the_nearest_float_and_the_even_one_of_two() => Gen.ULong.Sample(
        seed =>
        {
            var dice = new Dice(5, seed);
            var value = Inputs.Of(Sort.BitVector(dice.Of(8, 32, 33, 64, 127, 128)), dice);
            BigInteger whole = value.Bits;
            var negative = whole >> (value.Sort.Width - 1) == 1 ? whole - (BigInteger.One << value.Sort.Width) : whole;
            foreach (var (op, exact) in new[] { (Op.FFromUnsigned, whole), (Op.FFromSigned, negative) })
            {
                Assert.Equal(Value.Of((float)Nearest(exact, 24, 128)), Meaning.Apply(op, Sort.Single, 0, [value]));
                Assert.Equal(Value.Of(Nearest(exact, 53, 1024)), Meaning.Apply(op, Sort.Double, 0, [value]));
            }

            var (l, u) = ((long)dice.Bits(), dice.Bits());
            Assert.Equal(Value.Of((float)l), Meaning.Apply(Op.FFromSigned, Sort.Single, 0, [Value.Of(l, 64)]));
            Assert.Equal(Value.Of((double)u), Meaning.Apply(Op.FFromUnsigned, Sort.Double, 0, [Value.Of(u, 64)]));
        },
        iter: Rounds.Of(4000), threads: 1, seed: "0000KmXJ4N71");

    // Rounds in exact integers to some bits, ties to even.
    private static double Nearest(BigInteger value, int bits, int most)
    {
        var magnitude = BigInteger.Abs(value);
        var drop = Math.Max(0, (int)magnitude.GetBitLength() - bits);
        var kept = magnitude >> drop;
        var rest = (magnitude - (kept << drop)) * 2;
        var half = BigInteger.One << drop;
        kept += rest > half || (rest == half && drop > 0 && !kept.IsEven) ? 1 : 0;
        var rounded = Math.ScaleB((double)kept, drop);
        return Math.CopySign(rounded >= Math.ScaleB(1, most - 1) * 2 ? double.PositiveInfinity : rounded, value.Sign < 0 ? -1 : 1);
    }

    private static Value To(Op op, Value a, int width) => Meaning.Apply(op, Sort.BitVector(width), 0, [a]);

    private static void Same(double expected, Op op, params Value[] a) => Assert.Equal(Value.Of(expected), Meaning.Apply(op, Sort.Double, 0, a));

    private static void Same(float expected, Op op, params Value[] a) => Assert.Equal(Value.Of(expected), Meaning.Apply(op, Sort.Single, 0, a));

    private static void Sample(Action<Value, Value, Value, double, double, double, float, float> check) => Gen.ULong.Sample(
        seed =>
        {
            var dice = new Dice(6, seed);
            Value a = Inputs.Of(Sort.Double, dice), b = Inputs.Of(Sort.Double, dice), c = Inputs.Of(Sort.Double, dice);
            check(a, b, c, a.Double, b.Double, c.Double, Inputs.Of(Sort.Single, dice).Single, Inputs.Of(Sort.Single, dice).Single);
        },
        iter: Rounds.Of(4000), threads: 1, seed: "0000KmXJ4N71");
}
