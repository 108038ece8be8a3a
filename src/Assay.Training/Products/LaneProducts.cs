using System.Runtime.Intrinsics.X86;
using Assay.Training.Passes;

namespace Assay.Training.Products;

/// <summary>Products of weights and lanes with the vectors that there are; the same bits as <see cref="PlainProducts"/>.</summary>
internal static unsafe class LaneProducts
{
    private const int Lane = Lanes.Count;

    // As many factors as fit the first cache with room to spare.
    private const int FactorsAtOnce = 256;
    private const int ColumnsAtOnce = FactorsAtOnce / 2;

    /// <summary>Whether there are vectors with a product and sum that is rounded once.</summary>
    public static bool IsSupported => Fma.IsSupported;

    /// <inheritdoc cref="IReal{TSelf, S}.Apply"/>
    /// <param name="parameters">Parameters.</param>
    /// <param name="weights">The matrix among them.</param>
    /// <param name="x">Columns, position after position.</param>
    /// <param name="y">Rows, position after position.</param>
    /// <param name="positions">How many positions.</param>
    /// <param name="isWide">Whether to use vectors of sixteen.</param>
    /// <param name="starts">What the sum of each row starts from; none where they go on from what y holds.</param>
    public static void Apply(ReadOnlySpan<float> parameters, WeightView weights, ReadOnlySpan<Lanes> x, Span<Lanes> y, int positions, bool isWide, ReadOnlySpan<Lanes> starts = default)
    {
        weights.Check(parameters.Length);
        var (rows, columns) = (weights.Rows, weights.Columns);
        x = x[..checked(positions * columns)];
        y = y[..checked(positions * rows)];
        starts = starts.IsEmpty ? starts : starts[..rows];
        var atOnce = Math.Min(columns, ColumnsAtOnce);
        var group = Math.Max(2, FactorsAtOnce / Math.Max(1, atOnce) / 2 * 2);
        var start = 0;
        fixed (float* w = parameters)
        fixed (Lanes* factors = x, targets = y, first = starts)
        {
            for (var column = 0; column < columns; column += atOnce)
            {
                var sums = new Sums
                {
                    WeightRuns = &start,
                    FactorRuns = &start,
                    Runs = 1,
                    Length = Math.Min(atOnce, columns - column),
                    WeightStep = weights.ColumnStride,
                    WeightRow = weights.RowStride,
                    FactorStep = Lane,
                    TargetRow = Lane,
                    Starts = column == 0 ? (float*)first : null,
                    StartRow = Lane,
                };
                for (var position = 0; position < positions; position += group)
                {
                    var place = w + weights.Start + (column * (nint)weights.ColumnStride);
                    var from = (float*)(factors + (position * (nint)columns) + column);
                    var to = (float*)(targets + (position * (nint)rows));
                    PositionSums.Add(ref sums, rows, place, from, to, new(Math.Min(group, positions - position), columns * Lane, rows * Lane) { Start = 0 }, isWide);
                }
            }
        }
    }
}
