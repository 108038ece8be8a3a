using System.Globalization;
using System.Numerics;
using Assay.Programs.Terms;
using Assay.TestSupport;
using CsCheck;
using Xunit;

namespace Assay.Programs.Tests.Terms;

/// <summary>Numbers of two words are the library's <see cref="UInt128"/> and <see cref="Int128"/>.</summary>
public sealed class Bits128Tests
{
    private static readonly ulong[] Corners = [0, 1, 2, 63, 64, 65, ulong.MaxValue, ulong.MaxValue - 1, 1UL << 63, (1UL << 63) - 1, uint.MaxValue];

    private static readonly Gen<ulong> Word = Gen.OneOf(
        Gen.ULong,
        Gen.Select(Gen.Int[0, 10], at => Corners[at]),
        Gen.Select(Gen.Int[0, 63], bit => 1UL << bit));

    private static readonly Gen<UInt128> Number = Gen.Select(
        Gen.OneOf(Gen.Const(0UL), Gen.Const(ulong.MaxValue), Word), Word, (upper, lower) => new UInt128(upper, lower));

    private static readonly Gen<int> Count = Gen.Int[-260, 260];

    [Fact]
    public void ArithmeticWithoutSign() => Gen.Select(Number, Number).Sample((a, b) =>
    {
        Bits128 x = a, y = b;
        Same(a + b, x + y);
        Same(a - b, x - y);
        Same(a * b, x * y);
        Same(a & b, x & y);
        Same(a | b, x | y);
        Same(a ^ b, x ^ y);
        Same(~a, ~x);
        Same(UInt128.Min(a, b), Bits128.Min(x, y));
        Same(UInt128.Max(a, b), Bits128.Max(x, y));
        Assert.Equal((a == b, a != b), (x == y, x != y));
        Assert.Equal((bool[])[a < b, a <= b, a > b, a >= b], (bool[])[x < y, x <= y, x > y, x >= y]);
        Assert.Equal(Math.Sign(a.CompareTo(b)), x.CompareTo(y));
        Assert.Equal(a == b, x.Equals(y) && x.Equals((object)y) && x.GetHashCode() == y.GetHashCode());
        if (b == 0)
        {
            Assert.Throws<DivideByZeroException>(() => x / y);
            Assert.Throws<DivideByZeroException>(() => x % y);
        }
        else
        {
            Same(a / b, x / y);
            Same(a % b, x % y);
        }
    }, iter: Rounds.Of(20_000));

    [Fact]
    public void ArithmeticWithSign() => Gen.Select(Number, Number).Sample((p, q) =>
    {
        var (a, b) = ((Int128)p, (Int128)q);
        Signed128 x = a, y = b;
        Same(a + b, x + y);
        Same(a - b, x - y);
        Same(a * b, x * y);
        Same(-a, -x);
        Same(a & b, x & y);
        Same(a | b, x | y);
        Same(a ^ b, x ^ y);
        Same(~a, ~x);
        Same(a + 1, ++x);
        x = a;
        Same(Int128.Min(a, b), Signed128.Min(x, y));
        Same(Int128.Max(a, b), Signed128.Max(x, y));
        Assert.Equal((a == b, a != b), (x == y, x != y));
        Assert.Equal((bool[])[a < b, a <= b, a > b, a >= b], (bool[])[x < y, x <= y, x > y, x >= y]);
        Assert.Equal(Math.Sign(a.CompareTo(b)), x.CompareTo(y));
        Assert.Equal(a == b, x.Equals(y) && x.Equals((object)y) && x.GetHashCode() == y.GetHashCode());
        SameOrThrown(() => a / b, () => x / y);
        SameOrThrown(() => a % b, () => x % y);
        SameOrThrown(() => Int128.Abs(a), () => Signed128.Abs(x));
    }, iter: Rounds.Of(20_000));

    [Fact]
    public void Shifts() => Gen.Select(Number, Count).Sample((a, count) =>
    {
        Same(a << count, (Bits128)a << count);
        Same(a >> count, (Bits128)a >> count);
        Same((Int128)a << count, (Signed128)(Int128)a << count);
        Same((Int128)a >> count, (Signed128)(Int128)a >> count);
    }, iter: Rounds.Of(20_000));

    [Fact]
    public void Counts() => Number.Sample(a =>
    {
        Assert.Equal((int)UInt128.PopCount(a), Bits128.PopCount(a));
        Assert.Equal((int)UInt128.LeadingZeroCount(a), Bits128.LeadingZeroCount(a));
        Assert.Equal((int)UInt128.TrailingZeroCount(a), Bits128.TrailingZeroCount(a));
        Assert.Equal(UInt128.IsPow2(a), Bits128.IsPow2(a));
        Assert.Equal((int)Int128.LeadingZeroCount((Int128)a), Signed128.LeadingZeroCount((Int128)a));
        Assert.Equal(Int128.IsPow2((Int128)a), Signed128.IsPow2((Int128)a));
    }, iter: Rounds.Of(20_000));

    [Fact]
    public void ConversionsFromNumbersWithoutSign() => Number.Sample(a =>
    {
        Bits128 x = a;
        Same(a, x);
        Assert.Equal((byte)a, (byte)x);
        Assert.Equal((ushort)a, (ushort)x);
        Assert.Equal((char)a, (char)x);
        Assert.Equal((int)a, (int)x);
        Assert.Equal((uint)a, (uint)x);
        Assert.Equal((long)a, (long)x);
        Assert.Equal((ulong)a, (ulong)x);
        Assert.Equal((float)a, (float)x);
        Assert.Equal((double)a, (double)x);
        Assert.Equal((BigInteger)a, (BigInteger)x);
        Same((Int128)a, (Signed128)x);
        Same((UInt128)(ulong)a, (ulong)a);
        Same((UInt128)(long)a, (Bits128)(long)a);
        Same((UInt128)(int)a, (Bits128)(int)a);
        Same((UInt128)(uint)a, (uint)a);
        Same((UInt128)(byte)a, (byte)a);
        Same((UInt128)(char)a, (char)a);
        Same((UInt128)(double)a, (Bits128)(double)a);
        Same(a, (Bits128)(BigInteger)a);
    }, iter: Rounds.Of(20_000));

    [Fact]
    public void ConversionsFromNumbersWithSign() => Number.Sample(bits =>
    {
        var a = (Int128)bits;
        Signed128 x = a;
        Same(a, x);
        Same((UInt128)a, (Bits128)x);
        Assert.Equal((sbyte)a, (sbyte)x);
        Assert.Equal((short)a, (short)x);
        Assert.Equal((int)a, (int)x);
        Assert.Equal((uint)a, (uint)x);
        Assert.Equal((long)a, (long)x);
        Assert.Equal((ulong)a, (ulong)x);
        Assert.Equal((float)a, (float)x);
        Assert.Equal((double)a, (double)x);
        Assert.Equal((BigInteger)a, (BigInteger)x);
        Same((Int128)(long)a, (long)a);
        Same((Int128)(int)a, (int)a);
        Same((Int128)(sbyte)a, (sbyte)a);
        Same((Int128)(short)a, (short)a);
        Same((Int128)(ulong)a, (ulong)a);
        Same((Int128)(uint)a, (uint)a);
        Same((Int128)(double)a, (Signed128)(double)a);
        Same(a, (Signed128)(BigInteger)a);
    }, iter: Rounds.Of(20_000));

    [Fact]
    public void Text() => Number.Sample(a =>
    {
        var culture = CultureInfo.InvariantCulture;
        Bits128 x = a;
        Signed128 y = (Int128)a;
        Assert.Equal(a.ToString(culture), x.ToString(culture));
        Assert.Equal(a.ToString("x8", culture), x.ToString("x8", culture));
        Assert.Equal(a.ToString("b", culture), x.ToString("b", culture));
        Assert.Equal(((Int128)a).ToString(culture), y.ToString(culture));
        Assert.Equal($"{a} {a:X4}", $"{x} {x:X4}");
        Assert.True(Bits128.TryParse(a.ToString("x", culture), NumberStyles.AllowHexSpecifier, culture, out var read) && read == x);
        Assert.True(Signed128.TryParse(((Int128)a).ToString(culture), NumberStyles.AllowLeadingSign, culture, out var signed) && signed == y);
        Assert.False(Bits128.TryParse("4 2", culture, out _) || Signed128.TryParse("x", NumberStyles.Integer, culture, out _));
    }, iter: Rounds.Of(5_000));

    private static void Same(UInt128 expected, Bits128 actual) => Assert.Equal(expected, (UInt128)actual);

    private static void Same(Int128 expected, Signed128 actual) => Assert.Equal(expected, (Int128)actual);

    private static void SameOrThrown(Func<Int128> expected, Func<Signed128> actual)
    {
        if (Record.Exception(() => expected()) is { } thrown)
        {
            Assert.IsType(thrown.GetType(), Record.Exception(() => actual()));
        }
        else
        {
            Same(expected(), actual());
        }
    }
}
