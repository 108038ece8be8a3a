using System.Numerics;
using Assay.Claims;
using Assay.Matrices.Formats;

namespace Assay.Matrices.Distance;

/// <summary>How far each entry of a matrix may be from what is stored: a factor times a weight of the entry.</summary>
/// <param name="Factor">The factor, not negative.</param>
/// <param name="Weight">What it multiplies.</param>
public sealed record Uncertainty(Rational Factor, UncertaintyWeight Weight)
{
    private const string InUlps = "ulp";
    private const string InAbsolute = "abs";

    /// <summary>Half a unit in the last place of each entry as a double: what rounding to doubles can have changed. A zero is exact.</summary>
    public static Uncertainty HalfUlp { get; } = new(new Rational(1, 2), UncertaintyWeight.UnitInLastPlace);

    /// <summary>So much relative to each entry. A zero is exact.</summary>
    public static Uncertainty Relative(Rational factor) => new(factor, UncertaintyWeight.Magnitude);

    /// <summary>Reads <c>0.5ulp</c>, <c>1e-6</c> (relative to each entry) or <c>1e-3abs</c> (the same for all entries).</summary>
    /// <exception cref="MatrixException">It is not written so.</exception>
    public static Uncertainty Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (number, weight) = text.EndsWith(InUlps, StringComparison.Ordinal) ? (text[..^InUlps.Length], UncertaintyWeight.UnitInLastPlace)
            : text.EndsWith(InAbsolute, StringComparison.Ordinal) ? (text[..^InAbsolute.Length], UncertaintyWeight.One)
            : (text, UncertaintyWeight.Magnitude);
        try
        {
            if (NumberText.Read(number.Trim(), Place.Whole(text)) is var factor && factor.Numerator.Sign >= 0)
            {
                return new Uncertainty(factor, weight);
            }
        }
        catch (MatrixException)
        {
            // The sentence below says what is expected here.
        }

        throw new MatrixException(new Problem(
            Place.Whole("uncertainty"), $"'{text}' is no uncertainty.", "Write 0.5ulp, 1e-6 (relative to each entry; 5 % is 0.05) or 1e-3abs (the same for all entries)."));
    }

    /// <summary>The weight of an entry that is a double, or near one; exact but for the magnitude of an entry that is none.</summary>
    internal double WeightOf(double entry) => Weight switch
    {
        UncertaintyWeight.Magnitude => Math.Abs(entry),
        UncertaintyWeight.UnitInLastPlace => entry == 0 ? 0 : UnitInLastPlace(Math.Abs(entry)),
        _ => 1,
    };

    /// <inheritdoc/>
    public override string ToString()
    {
        var factor = Factor.IsWhole ? Factor.ToString() : Factor.ToApproximation();
        return Weight switch
        {
            UncertaintyWeight.Magnitude => $"{factor} of each entry",
            UncertaintyWeight.UnitInLastPlace => Factor == new Rational(1, 2) ? "half an ulp of each entry" : $"{factor} ulp of each entry",
            _ => $"{factor} for all entries",
        };
    }

    // Above the greatest double it is as if there were one more.
    private static double UnitInLastPlace(double magnitude) =>
        magnitude >= double.MaxValue ? double.MaxValue - Math.BitDecrement(double.MaxValue) : Math.BitIncrement(magnitude) - magnitude;
}

/// <summary>What the factor of an uncertainty multiplies.</summary>
public enum UncertaintyWeight
{
    /// <summary>The magnitude of the entry.</summary>
    Magnitude,

    /// <summary>The distance of the entry, as a double, to the next one away from zero.</summary>
    UnitInLastPlace,

    /// <summary>1, for zeros too.</summary>
    One,
}
