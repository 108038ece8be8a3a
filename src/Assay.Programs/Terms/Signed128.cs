using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Assay.Programs.Terms;

/// <summary>A number of 128 bits in two's complement that wraps; in two words for the reason that <see cref="Bits128"/> gives.</summary>
internal readonly struct Signed128(ulong upper, ulong lower) : IEquatable<Signed128>, IComparable<Signed128>, IFormattable
{
    public static Signed128 Zero => default;

    public static Signed128 One => new(0, 1);

    private Bits128 Bits => new(upper, lower);

    private bool IsNegative => (long)upper < 0;

    private bool IsLong => upper == (ulong)((long)lower >> 63);

    public static implicit operator Signed128(byte value) => new(0, value);

    public static implicit operator Signed128(char value) => new(0, value);

    public static implicit operator Signed128(ushort value) => new(0, value);

    public static implicit operator Signed128(uint value) => new(0, value);

    public static implicit operator Signed128(ulong value) => new(0, value);

    public static implicit operator Signed128(sbyte value) => (long)value;

    public static implicit operator Signed128(short value) => (long)value;

    public static implicit operator Signed128(int value) => (long)value;

    public static implicit operator Signed128(long value) => new((ulong)(value >> 63), (ulong)value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static explicit operator Signed128(double value) => (Int128)value;

    public static explicit operator Signed128(decimal value) => (Int128)value;

    public static explicit operator Signed128(BigInteger value) => (Int128)value;

    public static explicit operator Signed128(Bits128 value) => new(value.Upper, value.Lower);

    public static implicit operator Signed128(Int128 value) => new((ulong)(value >> 64), (ulong)value);

    public static explicit operator Bits128(Signed128 value) => value.Bits;

    public static implicit operator Int128(Signed128 value) => new(value.Bits.Upper, value.Bits.Lower);

    public static implicit operator BigInteger(Signed128 value) => (Int128)value;

    public static explicit operator int(Signed128 value) => (int)value.Bits;

    public static explicit operator uint(Signed128 value) => (uint)value.Bits;

    public static explicit operator long(Signed128 value) => (long)value.Bits;

    public static explicit operator ulong(Signed128 value) => (ulong)value.Bits;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static explicit operator float(Signed128 value) => (float)(Int128)value;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static explicit operator double(Signed128 value) => (double)(Int128)value;

    public static Signed128 operator +(Signed128 a, Signed128 b) => (Signed128)(a.Bits + b.Bits);

    public static Signed128 operator -(Signed128 a, Signed128 b) => (Signed128)(a.Bits - b.Bits);

    public static Signed128 operator -(Signed128 a) => (Signed128)(Bits128.Zero - a.Bits);

    public static Signed128 operator ++(Signed128 a) => a + One;

    public static Signed128 operator *(Signed128 a, Signed128 b) => (Signed128)(a.Bits * b.Bits);

    /// <inheritdoc cref="Int128.op_Division"/>
    public static Signed128 operator /(Signed128 a, Signed128 b) =>
        a.IsLong && b.IsLong && !b.IsMinusOne ? (long)a / (long)b : LongDivision(a, b);

    /// <inheritdoc cref="Int128.op_Modulus"/>
    public static Signed128 operator %(Signed128 a, Signed128 b) =>
        a.IsLong && b.IsLong && !b.IsMinusOne ? (long)a % (long)b : LongRemainder(a, b);

    public static Signed128 operator ~(Signed128 a) => (Signed128)~a.Bits;

    public static Signed128 operator &(Signed128 a, Signed128 b) => (Signed128)(a.Bits & b.Bits);

    public static Signed128 operator |(Signed128 a, Signed128 b) => (Signed128)(a.Bits | b.Bits);

    public static Signed128 operator ^(Signed128 a, Signed128 b) => (Signed128)(a.Bits ^ b.Bits);

    /// <summary>Moved to the greater weights. Of the count the lowest seven bits tell, as everywhere in .NET.</summary>
    public static Signed128 operator <<(Signed128 a, int count) => (Signed128)(a.Bits << count);

    /// <summary>Moved to the lesser weights, with copies of the sign behind. Of the count the lowest seven bits tell.</summary>
    public static Signed128 operator >>(Signed128 a, int count)
    {
        count &= 127;
        var shifted = a.Bits >> count;
        return (Signed128)(a.IsNegative && count > 0 ? shifted | (Bits128.MaxValue << (128 - count)) : shifted);
    }

    public static bool operator ==(Signed128 a, Signed128 b) => a.Bits == b.Bits;

    public static bool operator !=(Signed128 a, Signed128 b) => a.Bits != b.Bits;

    public static bool operator <(Signed128 a, Signed128 b) => a.IsNegative == b.IsNegative ? a.Bits < b.Bits : a.IsNegative;

    public static bool operator >(Signed128 a, Signed128 b) => b < a;

    public static bool operator <=(Signed128 a, Signed128 b) => !(b < a);

    public static bool operator >=(Signed128 a, Signed128 b) => !(a < b);

    public static Signed128 Min(Signed128 a, Signed128 b) => a < b ? a : b;

    public static Signed128 Max(Signed128 a, Signed128 b) => a < b ? b : a;

    /// <inheritdoc cref="Int128.Abs"/>
    public static Signed128 Abs(Signed128 a) => !a.IsNegative ? a : -a is { IsNegative: false } size ? size : throw new OverflowException();

    /// <summary>How many zeros stand above the greatest one; 128 for zero.</summary>
    public static int LeadingZeroCount(Signed128 a) => Bits128.LeadingZeroCount(a.Bits);

    public static bool IsPow2(Signed128 a) => !a.IsNegative && Bits128.IsPow2(a.Bits);

    /// <inheritdoc cref="Int128.TryParse(string, IFormatProvider, out Int128)"/>
    public static bool TryParse(ReadOnlySpan<char> text, IFormatProvider? provider, out Signed128 value) => TryParse(text, NumberStyles.Integer, provider, out value);

    /// <inheritdoc cref="Int128.TryParse(string, NumberStyles, IFormatProvider, out Int128)"/>
    public static bool TryParse(ReadOnlySpan<char> text, NumberStyles style, IFormatProvider? provider, out Signed128 value)
    {
        var isNumber = Int128.TryParse(text, style, provider, out var number);
        value = number;
        return isNumber;
    }

    public bool Equals(Signed128 other) => this == other;

    public override bool Equals(object? obj) => obj is Signed128 other && this == other;

    public override int GetHashCode() => Bits.GetHashCode();

    public int CompareTo(Signed128 other) => this < other ? -1 : other < this ? 1 : 0;

    public string ToString(IFormatProvider? provider) => ToString(null, provider);

    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    public string ToString(string? format, IFormatProvider? provider) =>
        IsLong ? ((long)lower).ToString(format, provider) : LongText(this, format, provider);

    private bool IsMinusOne => (upper & lower) == ulong.MaxValue;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string LongText(Signed128 a, string? format, IFormatProvider? provider) => ((Int128)a).ToString(format, provider);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Signed128 LongDivision(Signed128 a, Signed128 b) => (Int128)a / (Int128)b;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Signed128 LongRemainder(Signed128 a, Signed128 b) => (Int128)a % (Int128)b;
}
