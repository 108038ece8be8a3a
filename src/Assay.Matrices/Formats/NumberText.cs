using System.Globalization;
using System.Numerics;
using Assay.Claims;

namespace Assay.Matrices.Formats;

/// <summary>
/// Numbers as text: a whole number is taken as it is, however long; a decimal is the double nearest to it, as every program that
/// reads it into doubles has it; <c>1/3</c> is that fraction.
/// </summary>
internal static class NumberText
{
    // A number of a million digits takes a second to read.
    private const int MostDigits = 10_000;

    /// <summary>Reads a number.</summary>
    /// <exception cref="MatrixException">It is none, or no finite real one.</exception>
    public static Rational Read(ReadOnlySpan<char> text, Place place)
    {
        if (text.Length > MostDigits)
        {
            throw Wrong(text[..20], place, $"has more than {MostDigits} characters");
        }

        // .NET takes no notice of them behind a number.
        if (text.IndexOf('\0') is >= 0 and var end)
        {
            throw Wrong(text[..end], place, "is followed by a NUL character");
        }

        if (BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return Rational.Of(whole);
        }

        var slash = text.IndexOf('/');
        if (slash > 0 && BigInteger.TryParse(text[..slash], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var numerator)
            && BigInteger.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var denominator))
        {
            return denominator.IsZero ? throw Wrong(text, place, "divides by zero") : new Rational(numerator, denominator);
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            throw Wrong(text, place, "is no number");
        }

        return double.IsFinite(value) ? Rational.Of(value)
            : throw Wrong(text, place, double.IsNaN(value) ? "is not a number" : "is infinite, or too large for a double");
    }

    private static MatrixException Wrong(ReadOnlySpan<char> text, Place place, string what) =>
        new(new Problem(place, $"'{text}' {what}.", "Entries are finite real numbers, such as 3, -1.5e10 or 1/3."));
}
