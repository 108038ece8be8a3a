using Assay.Verdicts;

namespace Assay.Matrices.Questions;

/// <summary>Values as a claim would write them.</summary>
internal static class ValueText
{
    private const int MostRows = 8;
    private const int MostDigits = 30;

    /// <summary>A value.</summary>
    public static string Of(Value value) => value switch
    {
        Truth { Is: { } known } => known ? "true" : "false",
        Truth => "not known",
        ExactNumber { Number: var number } => Of(number),
        FloatNumber { Number: var number } => Of(number),
        BoundedNumber { Bounds: var bounds } => bounds.ToString(),
        ExactMatrix { Matrix: var matrix } => Of(matrix),
        RingName { IsIntegers: var isIntegers } => isIntegers ? "Z" : "Q",
        _ => "a polynomial",
    };

    /// <summary>A value, with both ends of an enclosure.</summary>
    public static string WithEnds(Value value) => value is BoundedNumber { Bounds: var bounds } ? $"from {Of(bounds.Low)} to {Of(bounds.High)}" : Of(value);

    /// <summary>A matrix; a large one by its size.</summary>
    public static string Of(Matrix matrix) => matrix.Rows > MostRows || matrix.Columns > MostRows ? $"a matrix of {matrix.Rows} by {matrix.Columns}"
        : $"[{string.Join(", ", Enumerable.Range(0, matrix.Rows).Select(row => $"[{string.Join(", ", Enumerable.Range(0, matrix.Columns).Select(column => Of(matrix[row, column])))}]"))}]";

    private static string Of(Rational number) => number.ToDouble() is { } exact && (!number.IsWhole || number.ToString().Length > MostDigits) ? Of(exact)
        : number.ToString() is { Length: <= MostDigits } text ? text : $"about {number.ToApproximation()}";

    private static string Of(double number) => double.IsPositiveInfinity(number) ? "infinity" : double.IsNegativeInfinity(number) ? "-infinity" : double.IsNaN(number) ? "not a number"
        : DoubleText.Of(number).Replace("E+", "e", StringComparison.Ordinal).Replace('E', 'e').Replace("e-0", "e-", StringComparison.Ordinal);
}
