using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Assay.Matrices.Exact;

/// <summary>Doubles as what they are: a whole number times a power of two.</summary>
internal static class Dyadic
{
    private const int LeastExponent = -1074;
    private const int Exponents = 2048;

    /// <summary>The whole number and the exponent of a finite double: x = m * 2^e with |m| below 2^53.</summary>
    public static (long Significand, int Exponent) Split(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) & 0x7FF;
        var fraction = bits & ((1L << 52) - 1);
        var significand = exponent == 0 ? fraction : fraction | (1L << 52);
        return (bits < 0 ? -significand : significand, LeastExponent + Math.Max(exponent, 1) - 1);
    }

    /// <summary>The residues of finite doubles modulo an odd prime; a power of two has an inverse there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Reduce(PrimeField field, ReadOnlySpan<double> values, Span<double> residues)
    {
        var powers = new double[Exponents];
        powers[0] = field.Power(2, LeastExponent);
        for (var i = 1; i < Exponents; i++)
        {
            powers[i] = field.Reduce(2 * powers[i - 1]);
        }

        var next = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; next <= values.Length - Vector512<double>.Count; next += Vector512<double>.Count)
            {
                Reduce(field, powers, Vector512.Create(values[next..])).CopyTo(residues[next..]);
            }
        }

        for (var i = next; i < values.Length; i++)
        {
            var bits = BitConverter.DoubleToInt64Bits(values[i]);
            var exponent = (int)(bits >> 52) & 0x7FF;
            var fraction = bits & ((1L << 52) - 1);
            double significand = exponent == 0 ? fraction : fraction | (1L << 52);
            var residue = field.Reduce(field.Reduce(significand) * powers[Math.Max(exponent, 1) - 1]);
            residues[i] = bits < 0 ? -residue : residue;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Reduce(PrimeField field, double[] powers, Vector512<double> values)
    {
        var bits = values.AsInt64();
        var exponents = (bits >>> 52) & Vector512.Create(0x7FFL);
        var fractions = bits & Vector512.Create((1L << 52) - 1);
        var significands = Vector512.ConditionalSelect(Vector512.Equals(exponents, Vector512<long>.Zero), fractions, fractions | Vector512.Create(1L << 52));
        var places = Vector512.Max(exponents, Vector512<long>.One) - Vector512<long>.One;
        var factors = Vector512.Create(
            powers[places[0]], powers[places[1]], powers[places[2]], powers[places[3]], powers[places[4]], powers[places[5]], powers[places[6]], powers[places[7]]);
        return field.Reduce(field.Reduce(Vector512.ConvertToDouble(significands)) * factors) ^ (values & Vector512.Create(-0.0));
    }
}
