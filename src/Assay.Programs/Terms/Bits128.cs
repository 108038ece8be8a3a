using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Assay.Programs.Terms;

/// <summary>128 bits, as a number without sign that wraps.</summary>
/// <remarks>
/// Two words, because methods that touch the library's <see cref="UInt128"/> can't be compiled ahead of time: all that deals in terms would wait for the compiler at
/// every start. Quotients and texts of large numbers, and floats, are left to the library, in methods that stay out of their callers.
/// </remarks>
internal readonly struct Bits128(ulong upper, ulong lower) : IEquatable<Bits128>, IComparable<Bits128>, IFormattable
{
    public static Bits128 Zero => default;

    public static Bits128 One => new(0, 1);

    public static Bits128 MaxValue => new(ulong.MaxValue, ulong.MaxValue);

    /// <summary>The 64 bits of the greater weights.</summary>
    public ulong Upper => upper;

    /// <summary>The 64 bits of the lesser weights.</summary>
    public ulong Lower => lower;

    public static implicit operator Bits128(byte value) => new(0, value);

    public static implicit operator Bits128(char value) => new(0, value);

    public static implicit operator Bits128(ushort value) => new(0, value);

    public static implicit operator Bits128(uint value) => new(0, value);

    public static implicit operator Bits128(ulong value) => new(0, value);

    public static explicit operator Bits128(int value) => (Bits128)(long)value;

    public static explicit operator Bits128(long value) => new((ulong)(value >> 63), (ulong)value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static explicit operator Bits128(double value) => (UInt128)value;

    public static explicit operator Bits128(BigInteger value) => (UInt128)value;

    public static implicit operator Bits128(UInt128 value) => new((ulong)(value >> 64), (ulong)value);

    public static implicit operator UInt128(Bits128 value) => new(value.Upper, value.Lower);

    public static implicit operator BigInteger(Bits128 value) => (UInt128)value;

    public static explicit operator byte(Bits128 value) => (byte)value.Lower;

    public static explicit operator ushort(Bits128 value) => (ushort)value.Lower;

    public static explicit operator char(Bits128 value) => (char)value.Lower;

    public static explicit operator int(Bits128 value) => (int)value.Lower;

    public static explicit operator uint(Bits128 value) => (uint)value.Lower;

    public static explicit operator long(Bits128 value) => (long)value.Lower;

    public static explicit operator ulong(Bits128 value) => value.Lower;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static explicit operator float(Bits128 value) => (float)(UInt128)value;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static explicit operator double(Bits128 value) => (double)(UInt128)value;

    public static Bits128 operator +(Bits128 a, Bits128 b)
    {
        var sum = a.Lower + b.Lower;
        return new(a.Upper + b.Upper + (sum < a.Lower ? 1u : 0u), sum);
    }

    public static Bits128 operator -(Bits128 a, Bits128 b) => new(a.Upper - b.Upper - (a.Lower < b.Lower ? 1u : 0u), a.Lower - b.Lower);

    public static Bits128 operator *(Bits128 a, Bits128 b)
    {
        var high = Math.BigMul(a.Lower, b.Lower, out var low);
        return new(high + (a.Upper * b.Lower) + (a.Lower * b.Upper), low);
    }

    public static Bits128 operator /(Bits128 a, Bits128 b) => (a.Upper | b.Upper) == 0 ? a.Lower / b.Lower : LongDivision(a, b);

    public static Bits128 operator %(Bits128 a, Bits128 b) => (a.Upper | b.Upper) == 0 ? a.Lower % b.Lower : LongRemainder(a, b);

    public static Bits128 operator ~(Bits128 a) => new(~a.Upper, ~a.Lower);

    public static Bits128 operator &(Bits128 a, Bits128 b) => new(a.Upper & b.Upper, a.Lower & b.Lower);

    public static Bits128 operator |(Bits128 a, Bits128 b) => new(a.Upper | b.Upper, a.Lower | b.Lower);

    public static Bits128 operator ^(Bits128 a, Bits128 b) => new(a.Upper ^ b.Upper, a.Lower ^ b.Lower);

    /// <summary>Moved to the greater weights. Of the count the lowest seven bits tell, as everywhere in .NET.</summary>
    public static Bits128 operator <<(Bits128 a, int count)
    {
        count &= 127;
        return count == 0 ? a
            : count < 64 ? new((a.Upper << count) | (a.Lower >> (64 - count)), a.Lower << count)
            : new(a.Lower << (count - 64), 0);
    }

    /// <summary>Moved to the lesser weights. Of the count the lowest seven bits tell.</summary>
    public static Bits128 operator >>(Bits128 a, int count)
    {
        count &= 127;
        return count == 0 ? a
            : count < 64 ? new(a.Upper >> count, (a.Lower >> count) | (a.Upper << (64 - count)))
            : new(0, a.Upper >> (count - 64));
    }

    public static bool operator ==(Bits128 a, Bits128 b) => a.Lower == b.Lower && a.Upper == b.Upper;

    public static bool operator !=(Bits128 a, Bits128 b) => !(a == b);

    public static bool operator <(Bits128 a, Bits128 b) => a.Upper < b.Upper || (a.Upper == b.Upper && a.Lower < b.Lower);

    public static bool operator >(Bits128 a, Bits128 b) => b < a;

    public static bool operator <=(Bits128 a, Bits128 b) => !(b < a);

    public static bool operator >=(Bits128 a, Bits128 b) => !(a < b);

    public static Bits128 Min(Bits128 a, Bits128 b) => a < b ? a : b;

    public static Bits128 Max(Bits128 a, Bits128 b) => a < b ? b : a;

    /// <summary>How many bits are one.</summary>
    public static int PopCount(Bits128 a) => BitOperations.PopCount(a.Upper) + BitOperations.PopCount(a.Lower);

    /// <summary>How many zeros stand above the greatest one; 128 for zero.</summary>
    public static int LeadingZeroCount(Bits128 a) =>
        a.Upper != 0 ? BitOperations.LeadingZeroCount(a.Upper) : 64 + BitOperations.LeadingZeroCount(a.Lower);

    /// <summary>How many zeros stand below the least one; 128 for zero.</summary>
    public static int TrailingZeroCount(Bits128 a) =>
        a.Lower != 0 ? BitOperations.TrailingZeroCount(a.Lower) : 64 + BitOperations.TrailingZeroCount(a.Upper);

    public static bool IsPow2(Bits128 a) => PopCount(a) == 1;

    /// <inheritdoc cref="UInt128.TryParse(string, IFormatProvider, out UInt128)"/>
    public static bool TryParse(ReadOnlySpan<char> text, IFormatProvider? provider, out Bits128 value) => TryParse(text, NumberStyles.Integer, provider, out value);

    /// <inheritdoc cref="UInt128.TryParse(string, NumberStyles, IFormatProvider, out UInt128)"/>
    public static bool TryParse(ReadOnlySpan<char> text, NumberStyles style, IFormatProvider? provider, out Bits128 value)
    {
        var isNumber = UInt128.TryParse(text, style, provider, out var number);
        value = number;
        return isNumber;
    }

    public bool Equals(Bits128 other) => this == other;

    public override bool Equals(object? obj) => obj is Bits128 other && this == other;

    public override int GetHashCode() => HashCode.Combine(Upper, Lower);

    public int CompareTo(Bits128 other) => this < other ? -1 : other < this ? 1 : 0;

    public string ToString(IFormatProvider? provider) => ToString(null, provider);

    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    public string ToString(string? format, IFormatProvider? provider) =>
        Upper == 0 ? Lower.ToString(format, provider) : LongText(this, format, provider);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string LongText(Bits128 a, string? format, IFormatProvider? provider) => ((UInt128)a).ToString(format, provider);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Bits128 LongDivision(Bits128 a, Bits128 b) => (UInt128)a / (UInt128)b;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Bits128 LongRemainder(Bits128 a, Bits128 b) => (UInt128)a % (UInt128)b;
}
