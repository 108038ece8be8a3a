using Assay.Matrices.Kernels;

namespace Assay.Matrices.Certified;

/// <summary>Sums of magnitudes, rounded so that they are bounds.</summary>
internal static class Norms
{
    /// <summary>No less than the greatest sum of a row: the norm for infinity.</summary>
    public static double RowSumUp(Dense matrix) => RowSum(matrix) * (1 + Slack(matrix.Columns));

    /// <summary>No less than the greatest sum of a column: the 1-norm.</summary>
    public static double ColumnSumUp(Dense matrix) => ColumnSum(matrix) * (1 + Slack(matrix.Rows));

    /// <summary>The greatest sum of a row.</summary>
    public static Enclosure RowSums(Dense matrix) => new(RowSum(matrix) * (1 - Slack(matrix.Columns)), RowSumUp(matrix));

    /// <summary>The greatest sum of a column.</summary>
    public static Enclosure ColumnSums(Dense matrix) => new(ColumnSum(matrix) * (1 - Slack(matrix.Rows)), ColumnSumUp(matrix));

    /// <summary>The greatest of numbers that are not negative; not a number where one is none, which LINQ's would pass over.</summary>
    public static double Most(double[] numbers) => numbers.Aggregate(0.0, Math.Max);

    private static double Slack(int terms) => 2 * (terms + 2) * Rounding.Unit;

    private static double RowSum(Dense matrix) => Most(matrix.MagnitudesTimes(Enumerable.Repeat(1.0, matrix.Columns).ToArray()));

    private static double ColumnSum(Dense matrix) => Most(matrix.MagnitudesTransposeTimes(Enumerable.Repeat(1.0, matrix.Rows).ToArray()));
}
