using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Assay.Training.Passes;

namespace Assay.Training.Products;

/// <summary>Products of weights and doubles of eight samples, four rows by four columns or positions at a time. Each sum has its own order, whatever the tile.</summary>
internal static unsafe class DoubleProducts
{
    private const int Tile = 4;

    /// <inheritdoc cref="IReal{TSelf, S}.Apply"/>
    public static void Apply(ReadOnlySpan<double> parameters, WeightView weights, ReadOnlySpan<Doubles> x, Span<Doubles> y, int positions)
    {
        weights.Check(parameters.Length);
        var (rows, columns) = (weights.Rows, weights.Columns);
        x = x[..checked(positions * columns)];
        y = y[..checked(positions * rows)];
        fixed (double* w = parameters)
        fixed (Doubles* factors = x, targets = y)
        {
            for (var p = 0; p < positions; p += Tile)
            {
                for (var r = 0; r < rows; r += Tile)
                {
                    var place = w + weights.Start + (r * (nint)weights.RowStride);
                    var from = (double*)(factors + (p * (nint)columns));
                    var to = (double*)(targets + (p * (nint)rows) + r);
                    Apply(place, weights, from, to, Math.Min(Tile, rows - r), Math.Min(Tile, positions - p));
                }
            }
        }
    }

    /// <inheritdoc cref="IReal{TSelf, S}.Correlate"/>
    /// <remarks>Samples of a lane are summed one after another, then the lanes.</remarks>
    public static void Correlate(Span<double> gradient, WeightView weights, ReadOnlySpan<Doubles> d, ReadOnlySpan<Doubles> x, int positions)
    {
        weights.Check(gradient.Length);
        var (rows, columns) = (weights.Rows, weights.Columns);
        d = d[..checked(positions * rows)];
        x = x[..checked(positions * columns)];
        fixed (double* g = gradient)
        fixed (Doubles* left = d, right = x)
        {
            for (var r = 0; r < rows; r += Tile)
            {
                for (var c = 0; c < columns; c += Tile)
                {
                    var place = g + weights.Start + (r * (nint)weights.RowStride) + (c * (nint)weights.ColumnStride);
                    Correlate(place, weights, (double*)(left + r), (double*)(right + c), Math.Min(Tile, rows - r), Math.Min(Tile, columns - c), positions);
                }
            }
        }
    }

    // A tile that is not full repeats its last row or position; nobody stores what comes of that.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Apply(double* weights, WeightView view, double* x, double* y, int rows, int positions)
    {
        var (w1, w2, w3) = (At(1, rows, view.RowStride), At(2, rows, view.RowStride), At(3, rows, view.RowStride));
        nint perPosition = view.Columns * Doubles.Count, perTarget = view.Rows * Doubles.Count;
        var (x1, x2, x3) = (At(1, positions, perPosition), At(2, positions, perPosition), At(3, positions, perPosition));
        var (y1, y2, y3) = (At(1, positions, perTarget), At(2, positions, perTarget), At(3, positions, perTarget));
        var (r1, r2, r3) = (At(1, rows, Doubles.Count), At(2, rows, Doubles.Count), At(3, rows, Doubles.Count));
        var (s00, s01, s02, s03) = (Load(y), Load(y + y1), Load(y + y2), Load(y + y3));
        var (s10, s11, s12, s13) = (Load(y + r1), Load(y + r1 + y1), Load(y + r1 + y2), Load(y + r1 + y3));
        var (s20, s21, s22, s23) = (Load(y + r2), Load(y + r2 + y1), Load(y + r2 + y2), Load(y + r2 + y3));
        var (s30, s31, s32, s33) = (Load(y + r3), Load(y + r3 + y1), Load(y + r3 + y2), Load(y + r3 + y3));
        for (var k = 0; k < view.Columns; k++, weights += view.ColumnStride, x += Doubles.Count)
        {
            var (a, b, c, d) = (Load(x), Load(x + x1), Load(x + x2), Load(x + x3));
            var w = Vector512.Create(*weights);
            (s00, s01, s02, s03) = (Fused(w, a, s00), Fused(w, b, s01), Fused(w, c, s02), Fused(w, d, s03));
            w = Vector512.Create(weights[w1]);
            (s10, s11, s12, s13) = (Fused(w, a, s10), Fused(w, b, s11), Fused(w, c, s12), Fused(w, d, s13));
            w = Vector512.Create(weights[w2]);
            (s20, s21, s22, s23) = (Fused(w, a, s20), Fused(w, b, s21), Fused(w, c, s22), Fused(w, d, s23));
            w = Vector512.Create(weights[w3]);
            (s30, s31, s32, s33) = (Fused(w, a, s30), Fused(w, b, s31), Fused(w, c, s32), Fused(w, d, s33));
        }

        // Repeated ones hold the same sum as the one that they repeat.
        Store(y, y1, y2, y3, s00, s01, s02, s03);
        Store(y + r1, y1, y2, y3, s10, s11, s12, s13);
        Store(y + r2, y1, y2, y3, s20, s21, s22, s23);
        Store(y + r3, y1, y2, y3, s30, s31, s32, s33);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Correlate(double* gradient, WeightView view, double* d, double* x, int rows, int columns, int positions)
    {
        var (r1, r2, r3) = (At(1, rows, Doubles.Count), At(2, rows, Doubles.Count), At(3, rows, Doubles.Count));
        var (c1, c2, c3) = (At(1, columns, Doubles.Count), At(2, columns, Doubles.Count), At(3, columns, Doubles.Count));
        var zero = Vector512<double>.Zero;
        var (s00, s01, s02, s03, s10, s11, s12, s13) = (zero, zero, zero, zero, zero, zero, zero, zero);
        var (s20, s21, s22, s23, s30, s31, s32, s33) = (zero, zero, zero, zero, zero, zero, zero, zero);
        nint perRow = view.Rows * Doubles.Count, perColumn = view.Columns * Doubles.Count;
        for (var p = 0; p < positions; p++, d += perRow, x += perColumn)
        {
            var (a, b, c, e) = (Load(x), Load(x + c1), Load(x + c2), Load(x + c3));
            var w = Load(d);
            (s00, s01, s02, s03) = (Fused(w, a, s00), Fused(w, b, s01), Fused(w, c, s02), Fused(w, e, s03));
            w = Load(d + r1);
            (s10, s11, s12, s13) = (Fused(w, a, s10), Fused(w, b, s11), Fused(w, c, s12), Fused(w, e, s13));
            w = Load(d + r2);
            (s20, s21, s22, s23) = (Fused(w, a, s20), Fused(w, b, s21), Fused(w, c, s22), Fused(w, e, s23));
            w = Load(d + r3);
            (s30, s31, s32, s33) = (Fused(w, a, s30), Fused(w, b, s31), Fused(w, c, s32), Fused(w, e, s33));
        }

        Add(gradient, view, 0, rows, columns, s00, s01, s02, s03);
        Add(gradient, view, 1, rows, columns, s10, s11, s12, s13);
        Add(gradient, view, 2, rows, columns, s20, s21, s22, s23);
        Add(gradient, view, 3, rows, columns, s30, s31, s32, s33);
    }

    private static void Add(double* gradient, WeightView view, int row, int rows, int columns, Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d)
    {
        if (row >= rows)
        {
            return;
        }

        gradient += row * (nint)view.RowStride;
        nint step = view.ColumnStride;
        *gradient += Doubles.Total(a);
        if (columns > 1)
        {
            gradient[step] += Doubles.Total(b);
        }

        if (columns > 2)
        {
            gradient[2 * step] += Doubles.Total(c);
        }

        if (columns > 3)
        {
            gradient[3 * step] += Doubles.Total(d);
        }
    }

    private static nint At(int index, int count, nint stride) => Math.Min(index, count - 1) * stride;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Load(double* place) => Vector512.Load(place);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Fused(Vector512<double> left, Vector512<double> right, Vector512<double> addend) => Vector512.FusedMultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(double* y, nint y1, nint y2, nint y3, Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d)
    {
        a.Store(y);
        b.Store(y + y1);
        c.Store(y + y2);
        d.Store(y + y3);
    }
}
