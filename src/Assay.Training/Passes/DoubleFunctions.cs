using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Assay.Statistics;

namespace Assay.Training.Passes;

/// <summary>Elementary functions of eight doubles, the same bits everywhere.</summary>
internal static class DoubleFunctions
{
    // ln 2 in two parts, the first of which has so few bits that its products with small whole numbers are exact.
    private const double Ln2High = 0.6931471796706319;
    private const double Ln2Low = 8.893134238886677e-10;
    private const double Largest = 709.78;
    private const double Least = -708;

    /// <summary>e^x, to about 2 units in the last place; 0 below -708, infinity above 709.78.</summary>
    public static Vector512<double> Exp(Vector512<double> x)
    {
        var n = Vector512.Round(x * 1.4426950408889634);
        var r = Add(n, Vector512.Create(-Ln2Low), Add(n, Vector512.Create(-Ln2High), x));
        var sum = Vector512.Create(1.0 / 6227020800);
        ReadOnlySpan<double> series = [1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1, 1];
        foreach (var term in series)
        {
            sum = Add(sum, r, Vector512.Create(term));
        }

        // Two steps, since 2^1024 is no double.
        var whole = Vector512.ConvertToInt64(Vector512.Min(Vector512.Max(n, Vector512.Create(-1022.0)), Vector512.Create(1024.0)));
        var half = Vector512.ShiftRightArithmetic(whole, 1);
        var power = sum * Power(half) * Power(whole - half);
        power = Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(Largest)), Vector512.Create(double.PositiveInfinity), power);
        power = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(Least)), Vector512<double>.Zero, power);
        return Vector512.ConditionalSelect(Vector512.Equals(x, x), power, x);
    }

    /// <summary>The natural logarithm.</summary>
    public static Vector512<double> Log(Vector512<double> x) => Each(x, value => value > 0 && double.IsNormal(value) ? PortableMath.Log(value) : Math.Log(value));

    /// <summary>A function of each.</summary>
    public static Vector512<double> Each(Vector512<double> x, Func<double, double> function)
    {
        Span<double> values = stackalloc double[Vector512<double>.Count];
        x.CopyTo(values);
        foreach (ref var value in values)
        {
            value = function(value);
        }

        return Vector512.Create<double>(values);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Add(Vector512<double> left, Vector512<double> right, Vector512<double> addend) => Vector512.FusedMultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Power(Vector512<long> exponent) => Vector512.ShiftLeft(exponent + Vector512.Create(1023L), 52).AsDouble();
}
