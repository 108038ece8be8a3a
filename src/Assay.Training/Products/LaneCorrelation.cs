using System.Runtime.CompilerServices;
using Assay.Training.Passes;

namespace Assay.Training.Products;

/// <summary>Gradients of weights with the vectors that there are; the same bits as <see cref="PlainProducts"/>.</summary>
/// <remarks>
/// Samples are summed one after another, so that vectors have to lie along the columns: panels of x are transposed, and d is spread.
/// </remarks>
internal static unsafe class LaneCorrelation
{
    private const int Lane = Lanes.Count;
    private const int PanelColumns = 32;
    private const int PositionsAtOnce = 8;
    private const int RowsAtOnce = 64;

    /// <inheritdoc cref="IReal{TSelf, S}.Correlate"/>
    [SkipLocalsInit]
    public static void Correlate(Span<float> gradient, WeightView weights, ReadOnlySpan<Lanes> d, ReadOnlySpan<Lanes> x, int positions, bool isWide)
    {
        weights.Check(gradient.Length);
        var (rows, columns) = (weights.Rows, weights.Columns);
        d = d[..checked(positions * rows)];
        x = x[..checked(positions * columns)];
        var room = stackalloc float[(PositionsAtOnce * Lane * PanelColumns) + Lane];
        var panel = Aligned(room);
        var runs = stackalloc int[2 * PositionsAtOnce];
        for (var run = 0; run < PositionsAtOnce; run++)
        {
            (runs[run], runs[PositionsAtOnce + run]) = (run * rows * Lane, run * Lane * PanelColumns);
        }

        fixed (float* g = gradient)
        fixed (Lanes* left = d, right = x)
        {
            for (var position = 0; position < positions; position += PositionsAtOnce)
            {
                var sums = new Sums
                {
                    WeightRuns = runs,
                    FactorRuns = runs + PositionsAtOnce,
                    Runs = Math.Min(PositionsAtOnce, positions - position),
                    Length = Lane,
                    WeightStep = 1,
                    WeightRow = Lane,
                    FactorStep = PanelColumns,
                };
                for (var column = 0; column < columns; column += PanelColumns)
                {
                    var count = Math.Min(PanelColumns, columns - column);
                    Transpose((float*)(right + (position * (nint)columns) + column), sums.Runs, columns * Lane, count, panel);
                    Add(ref sums, weights, (float*)(left + (position * (nint)rows)), panel, g, column, count, isWide);
                }
            }
        }
    }

    private static float* Aligned(float* place) => (float*)(((nuint)place + 63) & ~(nuint)63);

    // Columns beyond the last are copies of it, so that nothing beyond is read; nobody reads what comes of them.
    private static void Transpose(float* x, int positions, nint stride, int count, float* panel)
    {
        var rows = stackalloc nint[Lane];
        for (var half = 0; half < count; half += Lane)
        {
            for (var row = 0; row < Lane; row++)
            {
                rows[row] = Math.Min(half + row, count - 1) * Lane;
            }

            for (var position = 0; position < positions; position++)
            {
                Squares.Transpose(x + (position * stride), rows, panel + (position * Lane * PanelColumns) + half, PanelColumns);
            }
        }
    }

    private static void Add(ref Sums sums, WeightView weights, float* d, float* panel, float* gradient, int column, int count, bool isWide)
    {
        var place = gradient + weights.Start + (column * (nint)weights.ColumnStride);
        var halves = new Positions((count + Lane - 1) / Lane, Lane, Lane);
        if (weights.ColumnStride == 1 && count % Lane == 0)
        {
            sums.TargetRow = weights.RowStride;
            PositionSums.Add(ref sums, weights.Rows, d, panel, place, halves, isWide);
            return;
        }

        sums.TargetRow = PanelColumns;
        AddApart(ref sums, weights, d, panel, place, count, isWide);
    }

    // Entries that do not lie side by side, or do not fill vectors, are summed elsewhere and put back.
    [SkipLocalsInit]
    private static void AddApart(ref Sums sums, WeightView weights, float* d, float* panel, float* place, int count, bool isWide)
    {
        var room = stackalloc float[(RowsAtOnce * PanelColumns) + Lane];
        var apart = Aligned(room);
        new Span<float>(apart, RowsAtOnce * PanelColumns).Clear();
        var halves = new Positions((count + Lane - 1) / Lane, Lane, Lane);
        for (var row = 0; row < weights.Rows; row += RowsAtOnce)
        {
            var rows = Math.Min(RowsAtOnce, weights.Rows - row);
            for (var i = 0; i < rows * count; i++)
            {
                apart[(i / count * PanelColumns) + (i % count)] = place[((row + (i / count)) * (nint)weights.RowStride) + (i % count * (nint)weights.ColumnStride)];
            }

            PositionSums.Add(ref sums, rows, d + (row * Lane), panel, apart, halves, isWide);
            for (var i = 0; i < rows * count; i++)
            {
                place[((row + (i / count)) * (nint)weights.RowStride) + (i % count * (nint)weights.ColumnStride)] = apart[(i / count * PanelColumns) + (i % count)];
            }
        }
    }
}
