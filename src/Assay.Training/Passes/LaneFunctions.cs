using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Assay.Training.Passes;

/// <summary>Elementary functions of sixteen floats, by polynomials of our own choice, so that they are the same bits everywhere.</summary>
internal static class LaneFunctions
{
    // ln 2 in two parts, the first of which has so few bits that its products with small whole numbers are exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>e^x, to about 1 unit in the last place; 0 below -87.3, infinity above 88.7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        var n = Vector512.Round(x * 1.44269504f);
        var r = Add(n, Vector512.Create(-Ln2Low), Add(n, Vector512.Create(-Ln2High), x));
        var sum = Vector512.Create(1f / 5040);
        sum = Add(sum, r, Vector512.Create(1f / 720));
        sum = Add(sum, r, Vector512.Create(1f / 120));
        sum = Add(sum, r, Vector512.Create(1f / 24));
        sum = Add(sum, r, Vector512.Create(1f / 6));
        sum = Add(sum, r, Vector512.Create(0.5f));
        sum = Add(sum, r, Vector512<float>.One);
        sum = Add(sum, r, Vector512<float>.One);

        var power = TimesPower(sum, n, x);
        power = Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(88.722835f)), Vector512.Create(float.PositiveInfinity), power);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(-87.33654f)), Vector512<float>.Zero, power);
    }

    /// <summary>ln x for normal x, to about 1 unit in the last place; of 0 minus infinity, of less not a number.</summary>
    public static Vector512<float> Log(Vector512<float> x)
    {
        // x = m 2^e with m within sqrt(1/2) and sqrt(2); ln m = 2 artanh((m - 1) / (m + 1)).
        var bits = x.AsInt32() - Vector512.Create(0x3f3504f3);
        var e = Vector512.ConvertToSingle(Vector512.ShiftRightArithmetic(bits, 23));
        var m = ((bits & Vector512.Create(0x007fffff)) + Vector512.Create(0x3f3504f3)).AsSingle();
        var f = m - Vector512<float>.One;
        var s = f / (m + Vector512<float>.One);
        var square = s * s;
        var sum = Vector512.Create(2f / 9);
        sum = Add(sum, square, Vector512.Create(2f / 7));
        sum = Add(sum, square, Vector512.Create(2f / 5));
        sum = Add(sum, square, Vector512.Create(2f / 3));

        // 2s = f - s f, so that the leading part is exact.
        var log = Add(e, Vector512.Create(Ln2High), f + Add(s, (sum * square) - f, e * Ln2Low));
        log = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512.Create(float.PositiveInfinity)), x, log);
        log = Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), log, Vector512.Create(float.NaN));
        return Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<float>.Zero), Vector512.Create(float.NegativeInfinity), log);
    }

    /// <summary>The hyperbolic tangent, to a few units in the last place.</summary>
    public static Vector512<float> Tanh(Vector512<float> x)
    {
        var square = x * x;

        // Near 0 the continued fraction of Lambert (1761), cut after five parts.
        var upper = Add(Add(square, Vector512<float>.One, Vector512.Create(105f)), square, Vector512.Create(945f));
        var lower = Add(Add(square, Vector512.Create(15f), Vector512.Create(420f)), square, Vector512.Create(945f));
        var near = x * (upper / lower);
        var power = Exp(Vector512.Abs(x) * -2f);
        var far = (Vector512<float>.One - power) / (Vector512<float>.One + power);
        var sign = x.AsInt32() & Vector512.Create(int.MinValue);
        return Vector512.ConditionalSelect(Vector512.LessThan(square, Vector512.Create(0.3f)), near, (far.AsInt32() | sign).AsSingle());
    }

    /// <summary>The error function, to about 2e-7: its series near 0, formula 7.1.26 of Abramowitz and Stegun (1964) elsewhere.</summary>
    public static Vector512<float> Erf(Vector512<float> x)
    {
        var square = x * x;
        var sum = Vector512.Create((float)(-1.0 / 6894720));
        ReadOnlySpan<double> series = [1.0 / 685440, -1.0 / 75600, 1.0 / 9360, -1.0 / 1320, 1.0 / 216, -1.0 / 42, 0.1, -1.0 / 3, 1];
        foreach (var term in series)
        {
            sum = Add(sum, square, Vector512.Create((float)term));
        }

        var near = x * sum * 1.12837917f;
        var t = Vector512<float>.One / Add(Vector512.Abs(x), Vector512.Create(0.3275911f), Vector512<float>.One);
        var tail = Vector512.Create(1.061405429f);
        tail = Add(tail, t, Vector512.Create(-1.453152027f));
        tail = Add(tail, t, Vector512.Create(1.421413741f));
        tail = Add(tail, t, Vector512.Create(-0.284496736f));
        tail = Add(tail, t, Vector512.Create(0.254829592f));
        var far = Vector512<float>.One - (tail * t * Exp(-square));
        var sign = x.AsInt32() & Vector512.Create(int.MinValue);
        return Vector512.ConditionalSelect(Vector512.LessThan(square, Vector512<float>.One), near, (far.AsInt32() | sign).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Add(Vector512<float> left, Vector512<float> right, Vector512<float> addend) => Vector512.FusedMultiplyAdd(left, right, addend);

    // sum 2^n for e^x, the same bits either way.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> TimesPower(Vector512<float> sum, Vector512<float> n, Vector512<float> x)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.Scale(sum, n);
        }

        // Two steps, since 2^128 is no float.
        var whole = Vector512.ConvertToInt32(Vector512.Min(Vector512.Max(n, Vector512.Create(-127f)), Vector512.Create(128f)));
        var half = Vector512.ShiftRightArithmetic(whole, 1);
        return Vector512.ConditionalSelect(Vector512.Equals(x, x), sum * Power(half) * Power(whole - half), x + x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Power(Vector512<int> exponent) => Vector512.ShiftLeft(exponent + Vector512.Create(127), 23).AsSingle();
}
