using System.Globalization;
using System.Numerics;
using Assay.Matrices;

namespace Assay.Cli.Reporters;

/// <summary>Numbers of matrices on a screen.</summary>
internal static class ValueText
{
    private const int MostShown = 12;
    private const int MostDigits = 40;

    /// <summary>A fraction, about as large where it is long.</summary>
    public static string Of(Rational value)
    {
        var exact = value.ToString();
        return exact.Length <= MostDigits ? value.IsWhole ? exact : $"{exact}, about {value.ToApproximation()}"
            : $"about {value.ToApproximation()}, a {(value.IsWhole ? "whole number" : "fraction")} of {exact.Length.ToString("N0", CultureInfo.InvariantCulture)} digits";
    }

    /// <summary>A whole number, with its first digits where it is long.</summary>
    public static string Of(BigInteger value)
    {
        var digits = value.ToString(CultureInfo.InvariantCulture);
        return digits.Length <= MostDigits ? digits : $"{digits[..6]}…({digits.Length.ToString("N0", CultureInfo.InvariantCulture)} digits)";
    }

    /// <summary>A double with three digits.</summary>
    public static string Short(double value) => value == 0 ? "0" : double.IsPositiveInfinity(value) ? "any number of"
        : value.ToString(Math.Abs(value) is >= 1e-3 and < 1e5 ? "0.###" : "0.##e0", CultureInfo.InvariantCulture);

    /// <summary>A vector, with its first entries where it is long.</summary>
    public static string Vector(IReadOnlyList<BigInteger> vector) =>
        $"({string.Join(", ", vector.Take(MostShown).Select(Of))}{(vector.Count > MostShown ? $", … {vector.Count - MostShown} more" : "")})";

    /// <summary>A vector, but for a factor: by its entries where these are short, else relative to the greatest.</summary>
    public static string Direction(IReadOnlyList<BigInteger> vector)
    {
        if (vector.All(entry => BigInteger.Abs(entry) < 1_000_000))
        {
            return Vector(vector);
        }

        var greatest = vector.MaxBy(BigInteger.Abs);
        return $"about ({string.Join(", ", vector.Take(MostShown).Select(entry => Short(new Rational(entry, greatest).Approximation)))}{(vector.Count > MostShown ? $", … {vector.Count - MostShown} more" : "")})";
    }

    /// <summary>A matrix, row after row.</summary>
    public static string Rows(IReadOnlyList<BigInteger> entries, int rows) =>
        $"[{string.Join(", ", entries.Chunk(Math.Max(1, entries.Count / Math.Max(1, rows))).Select(row => $"[{string.Join(", ", row.Select(Of))}]"))}]";
}
