using System.Numerics;
using Assay.Claims;
using Assay.Matrices.Certified;
using Assay.Matrices.Formats;

namespace Assay.Matrices.Distance;

/// <summary>How far each entry of a matrix may be from what is stored: a factor times a weight of the entry.</summary>
/// <param name="Factor">The factor, not negative.</param>
/// <param name="Weight">What it multiplies.</param>
public sealed record Uncertainty(Rational Factor, UncertaintyWeight Weight)
{
    /// <summary>The factor, not negative.</summary>
    public Rational Factor { get; init; } = Factor.Numerator.Sign >= 0 ? Factor : throw new ArgumentOutOfRangeException(nameof(Factor), "An uncertainty is not negative.");

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

    // Units in the last place are those of this type.
    private FloatType Type { get; init; } = FloatType.Double;

    /// <summary>The name of the type whose units in the last place are meant; null for doubles, and for other weights.</summary>
    internal string? TypeName => Type == FloatType.Double ? null : Type.Name;

    /// <summary>The same for a matrix: units in the last place are those of the type in which it is stored.</summary>
    internal Uncertainty For(Matrix matrix) => Weight == UncertaintyWeight.UnitInLastPlace && matrix.Stored is { } stored ? this with { Type = stored } : this;

    /// <summary>
    /// The weight of an entry, exactly. An entry that is no number of the type may have been rounded either way: the least weight is
    /// certain for a singular matrix, and the greatest for a proof that there is none.
    /// </summary>
    internal (Rational Least, Rational Greatest) WeightOf(Matrix matrix, int row, int column)
    {
        if (Weight == UncertaintyWeight.UnitInLastPlace)
        {
            return UnitExponents(matrix, row, column) is not var (least, greatest) ? default
                : (least is { } exponent ? Rational.PowerOfTwo(exponent) : default, Rational.PowerOfTwo(greatest));
        }

        var weight = Weight == UncertaintyWeight.Magnitude ? matrix[row, column].Magnitude : Rational.Of(BigInteger.One);
        return (weight, weight);
    }

    /// <summary>Bounds of the weight of an entry times two to an exponent.</summary>
    internal Enclosure WeightNear(Matrix matrix, int row, int column, int exponent)
    {
        if (Weight == UncertaintyWeight.Magnitude)
        {
            return matrix.Doubles is { } doubles && Math.Abs(doubles[(row * matrix.Columns) + column]) is var magnitude ? new Enclosure(magnitude, magnitude).Scale(exponent)
                : matrix[row, column] is { Numerator.IsZero: false } entry ? Enclosure.Of(entry.Magnitude * Rational.PowerOfTwo(exponent)) : default;
        }

        if (Weight == UncertaintyWeight.One)
        {
            return new Enclosure(1, 1).Scale(exponent);
        }

        return UnitExponents(matrix, row, column) is not var (least, greatest) ? default
            : new Enclosure(least is { } one ? new Enclosure(1, 1).Scale(one + exponent).Low : 0, new Enclosure(1, 1).Scale(greatest + exponent).High);
    }

    /// <summary>The exponents of the units in the last place of an entry; null of zero.</summary>
    internal (int? Least, int Greatest)? UnitExponents(Matrix matrix, int row, int column)
    {
        if (matrix.Doubles is { } doubles)
        {
            return doubles[(row * matrix.Columns) + column] is not 0 and var value ? Type.UnitExponents(value) : null;
        }

        return matrix[row, column] is { Numerator.IsZero: false } entry ? Type.UnitExponents(entry) : null;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var factor = Factor.IsWhole ? Factor.ToString() : Factor.ToApproximation();
        var type = TypeName is { } name ? $" ({name})" : "";
        return Weight switch
        {
            UncertaintyWeight.Magnitude => $"{factor} of each entry",
            UncertaintyWeight.UnitInLastPlace => Factor == new Rational(1, 2) ? $"half an ulp{type} of each entry" : $"{factor} ulp{type} of each entry",
            _ => $"{factor} for all entries",
        };
    }
}

/// <summary>What the factor of an uncertainty multiplies.</summary>
public enum UncertaintyWeight
{
    /// <summary>The magnitude of the entry.</summary>
    Magnitude,

    /// <summary>The distance of the entry, as a number of the type in which it is stored, to the next one away from zero.</summary>
    UnitInLastPlace,

    /// <summary>1, for zeros too.</summary>
    One,
}
