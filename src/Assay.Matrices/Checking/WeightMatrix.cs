using System.Numerics;

namespace Assay.Matrices.Checking;

/// <summary>How far each entry may be from what is stored, per unit of the factor of an uncertainty.</summary>
/// <remarks>
/// A unit in the last place is one of the entry as a double, or of the type that is named. An entry that is no number of it may be rounded
/// either way, which matters just below a power of two: both units are known, so that a proof can take the one that makes it harder.
/// </remarks>
internal static class WeightMatrix
{
    /// <summary>The weights.</summary>
    /// <param name="report">The report.</param>
    /// <param name="within">Where <c>weight</c> is what the factor multiplies: <c>magnitude</c>, <c>ulp</c> or <c>one</c>.</param>
    /// <param name="isGreatest">Whether the greater unit counts where there are two.</param>
    /// <exception cref="MalformedReportException">There is no such weight, or no such type.</exception>
    public static ExactMatrix Of(ReportUnderCheck report, ReportNode within, bool isGreatest)
    {
        var matrix = report.Matrix.Dense;
        return within["weight"].Text() switch
        {
            "magnitude" => matrix.Magnitudes(),
            "one" => matrix with { Entries = Array.ConvertAll(matrix.Entries, _ => BigInteger.One), Scale = 1 },
            "ulp" => Units(matrix, TypeOf(within), isGreatest),
            _ => throw within["weight"].Wrong("The weight is to be magnitude, ulp or one."),
        };
    }

    private static FloatUnits TypeOf(ReportNode within) => within.Find("type") is not { } type ? FloatUnits.Named("float64")!
        : FloatUnits.Named(type.Text()) ?? throw type.Wrong("There is no such type.");

    private static ExactMatrix Units(ExactMatrix matrix, FloatUnits type, bool isGreatest)
    {
        var exponents = Array.ConvertAll(matrix.Entries, entry => entry.IsZero ? null
            : type.Exponents(matrix.Scale * BigInteger.Abs(entry)) is var (least, greatest) && isGreatest ? greatest : least);
        var lowest = exponents.Min() ?? 0;
        return matrix with
        {
            Entries = Array.ConvertAll(exponents, exponent => exponent is { } one ? BigInteger.One << (one - lowest) : BigInteger.Zero),
            Scale = Fraction.PowerOfTwo(lowest),
        };
    }
}
