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

    // The type of which units are meant where it is none of doubles, and how many units of doubles one of its units is.
    private (string Type, long Units)? Stored { get; init; }

    /// <summary>The same for a matrix: units in the last place are those of the type in which it is stored.</summary>
    internal Uncertainty For(Matrix matrix) => Weight != UncertaintyWeight.UnitInLastPlace || matrix.StoredUnit is not { } stored || Stored is not null ? this
        : this with { Factor = Factor * Rational.Of((BigInteger)stored.Units), Stored = stored };

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
        var own = Stored is { } stored ? Factor / Rational.Of((BigInteger)stored.Units) : Factor;
        var factor = own.IsWhole ? own.ToString() : own.ToApproximation();
        var type = Stored is { Type: var name } ? $" ({name})" : "";
        return Weight switch
        {
            UncertaintyWeight.Magnitude => $"{factor} of each entry",
            UncertaintyWeight.UnitInLastPlace => own == new Rational(1, 2) ? $"half an ulp{type} of each entry" : $"{factor} ulp{type} of each entry",
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
