using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Assay.Training.Passes;

namespace Assay.Training.Products;

/// <summary>Sums products of slopes and what lies around them over the pixels of an image, with as many taps at once as there are registers for.</summary>
internal static unsafe class TapSums<TVectors, V>
    where TVectors : struct, IVectors<V>
    where V : struct
{
    private const int Step = Lanes.Count;

    // Slopes that fit the first cache with room to spare, in values.
    private const int SlopesAtOnce = 192;

    /// <summary>Adds the sums of one image.</summary>
    /// <param name="taps">The taps.</param>
    /// <param name="slopes">The image without its rim.</param>
    /// <param name="factors">The image with it.</param>
    /// <param name="sums">A value for each weight, row after row.</param>
    public static void Add(Taps taps, float* slopes, float* factors, float* sums)
    {
        var lines = Math.Clamp(SlopesAtOnce / (Math.Min(8, taps.Rows) * taps.Width), 1, taps.Height);
        for (var line = 0; line < taps.Height; line += lines)
        {
            var rows = new TapRows(taps, Math.Min(lines, taps.Height - line));
            var d = slopes + (line * (nint)rows.SlopeLine);
            var x = factors + (line * (nint)rows.FactorLine);
            var row = 0;
            for (; Avx512F.VL.IsSupported && row + 8 <= taps.Rows; row += 8)
            {
                AddRows(taps, 8, rows, d + (row * rows.SlopeRow), x, sums + (row * rows.SumRow));
            }

            for (; row + 4 <= taps.Rows; row += 4)
            {
                AddRows(taps, 4, rows, d + (row * rows.SlopeRow), x, sums + (row * rows.SumRow));
            }

            for (; row < taps.Rows; row++)
            {
                AddRows(taps, 1, rows, d + (row * rows.SlopeRow), x, sums + (row * rows.SumRow));
            }
        }
    }

    private static void AddRows(Taps taps, int count, TapRows rows, float* d, float* x, float* sums)
    {
        foreach (var run in taps.FactorRuns)
        {
            var place = 0;
            for (; place + 3 <= taps.Length; place += 3, sums += 3 * Step)
            {
                var from = x + ((run + place) * Step);
                switch (count)
                {
                    case 8:
                        Add8x3(rows, d, from, sums);
                        break;
                    case 4:
                        Add4x3(rows, d, from, sums);
                        break;
                    default:
                        Add1x3(rows, d, from, sums);
                        break;
                }
            }

            for (; place < taps.Length; place++, sums += Step)
            {
                for (var row = 0; row < count; row++)
                {
                    Add1x1(rows, d + (row * rows.SlopeRow), x + ((run + place) * Step), sums + (row * rows.SumRow));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add8x3(TapRows rows, float* slopes, float* factors, float* sums)
    {
        var (slopeRow, sumRow) = (rows.SlopeRow, rows.SumRow);
        var s00 = TVectors.Load(sums);
        var s01 = TVectors.Load(sums + 16);
        var s02 = TVectors.Load(sums + 32);
        var s10 = TVectors.Load(sums + sumRow);
        var s11 = TVectors.Load(sums + sumRow + 16);
        var s12 = TVectors.Load(sums + sumRow + 32);
        var s20 = TVectors.Load(sums + (2 * sumRow));
        var s21 = TVectors.Load(sums + (2 * sumRow) + 16);
        var s22 = TVectors.Load(sums + (2 * sumRow) + 32);
        var s30 = TVectors.Load(sums + (3 * sumRow));
        var s31 = TVectors.Load(sums + (3 * sumRow) + 16);
        var s32 = TVectors.Load(sums + (3 * sumRow) + 32);
        var s40 = TVectors.Load(sums + (4 * sumRow));
        var s41 = TVectors.Load(sums + (4 * sumRow) + 16);
        var s42 = TVectors.Load(sums + (4 * sumRow) + 32);
        var s50 = TVectors.Load(sums + (5 * sumRow));
        var s51 = TVectors.Load(sums + (5 * sumRow) + 16);
        var s52 = TVectors.Load(sums + (5 * sumRow) + 32);
        var s60 = TVectors.Load(sums + (6 * sumRow));
        var s61 = TVectors.Load(sums + (6 * sumRow) + 16);
        var s62 = TVectors.Load(sums + (6 * sumRow) + 32);
        var s70 = TVectors.Load(sums + (7 * sumRow));
        var s71 = TVectors.Load(sums + (7 * sumRow) + 16);
        var s72 = TVectors.Load(sums + (7 * sumRow) + 32);
        for (var row = 0; row < rows.Count; row++, slopes += rows.SlopeLine, factors += rows.FactorLine)
        {
            var d = slopes;
            var x = factors;
            for (var pixel = 0; pixel < rows.Width; pixel++, d += Step, x += Step)
            {
                var x0 = TVectors.Load(x);
                var x1 = TVectors.Load(x + 16);
                var x2 = TVectors.Load(x + 32);
                var d0 = TVectors.Load(d);
                s00 = TVectors.MultiplyAdd(d0, x0, s00);
                s01 = TVectors.MultiplyAdd(d0, x1, s01);
                s02 = TVectors.MultiplyAdd(d0, x2, s02);
                var d1 = TVectors.Load(d + slopeRow);
                s10 = TVectors.MultiplyAdd(d1, x0, s10);
                s11 = TVectors.MultiplyAdd(d1, x1, s11);
                s12 = TVectors.MultiplyAdd(d1, x2, s12);
                var d2 = TVectors.Load(d + (2 * slopeRow));
                s20 = TVectors.MultiplyAdd(d2, x0, s20);
                s21 = TVectors.MultiplyAdd(d2, x1, s21);
                s22 = TVectors.MultiplyAdd(d2, x2, s22);
                var d3 = TVectors.Load(d + (3 * slopeRow));
                s30 = TVectors.MultiplyAdd(d3, x0, s30);
                s31 = TVectors.MultiplyAdd(d3, x1, s31);
                s32 = TVectors.MultiplyAdd(d3, x2, s32);
                var d4 = TVectors.Load(d + (4 * slopeRow));
                s40 = TVectors.MultiplyAdd(d4, x0, s40);
                s41 = TVectors.MultiplyAdd(d4, x1, s41);
                s42 = TVectors.MultiplyAdd(d4, x2, s42);
                var d5 = TVectors.Load(d + (5 * slopeRow));
                s50 = TVectors.MultiplyAdd(d5, x0, s50);
                s51 = TVectors.MultiplyAdd(d5, x1, s51);
                s52 = TVectors.MultiplyAdd(d5, x2, s52);
                var d6 = TVectors.Load(d + (6 * slopeRow));
                s60 = TVectors.MultiplyAdd(d6, x0, s60);
                s61 = TVectors.MultiplyAdd(d6, x1, s61);
                s62 = TVectors.MultiplyAdd(d6, x2, s62);
                var d7 = TVectors.Load(d + (7 * slopeRow));
                s70 = TVectors.MultiplyAdd(d7, x0, s70);
                s71 = TVectors.MultiplyAdd(d7, x1, s71);
                s72 = TVectors.MultiplyAdd(d7, x2, s72);
            }
        }

        TVectors.Store(s00, sums);
        TVectors.Store(s01, sums + 16);
        TVectors.Store(s02, sums + 32);
        TVectors.Store(s10, sums + sumRow);
        TVectors.Store(s11, sums + sumRow + 16);
        TVectors.Store(s12, sums + sumRow + 32);
        TVectors.Store(s20, sums + (2 * sumRow));
        TVectors.Store(s21, sums + (2 * sumRow) + 16);
        TVectors.Store(s22, sums + (2 * sumRow) + 32);
        TVectors.Store(s30, sums + (3 * sumRow));
        TVectors.Store(s31, sums + (3 * sumRow) + 16);
        TVectors.Store(s32, sums + (3 * sumRow) + 32);
        TVectors.Store(s40, sums + (4 * sumRow));
        TVectors.Store(s41, sums + (4 * sumRow) + 16);
        TVectors.Store(s42, sums + (4 * sumRow) + 32);
        TVectors.Store(s50, sums + (5 * sumRow));
        TVectors.Store(s51, sums + (5 * sumRow) + 16);
        TVectors.Store(s52, sums + (5 * sumRow) + 32);
        TVectors.Store(s60, sums + (6 * sumRow));
        TVectors.Store(s61, sums + (6 * sumRow) + 16);
        TVectors.Store(s62, sums + (6 * sumRow) + 32);
        TVectors.Store(s70, sums + (7 * sumRow));
        TVectors.Store(s71, sums + (7 * sumRow) + 16);
        TVectors.Store(s72, sums + (7 * sumRow) + 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add4x3(TapRows rows, float* slopes, float* factors, float* sums)
    {
        var (slopeRow, sumRow) = (rows.SlopeRow, rows.SumRow);
        var s00 = TVectors.Load(sums);
        var s01 = TVectors.Load(sums + 16);
        var s02 = TVectors.Load(sums + 32);
        var s10 = TVectors.Load(sums + sumRow);
        var s11 = TVectors.Load(sums + sumRow + 16);
        var s12 = TVectors.Load(sums + sumRow + 32);
        var s20 = TVectors.Load(sums + (2 * sumRow));
        var s21 = TVectors.Load(sums + (2 * sumRow) + 16);
        var s22 = TVectors.Load(sums + (2 * sumRow) + 32);
        var s30 = TVectors.Load(sums + (3 * sumRow));
        var s31 = TVectors.Load(sums + (3 * sumRow) + 16);
        var s32 = TVectors.Load(sums + (3 * sumRow) + 32);
        for (var row = 0; row < rows.Count; row++, slopes += rows.SlopeLine, factors += rows.FactorLine)
        {
            var d = slopes;
            var x = factors;
            for (var pixel = 0; pixel < rows.Width; pixel++, d += Step, x += Step)
            {
                var x0 = TVectors.Load(x);
                var x1 = TVectors.Load(x + 16);
                var x2 = TVectors.Load(x + 32);
                var d0 = TVectors.Load(d);
                s00 = TVectors.MultiplyAdd(d0, x0, s00);
                s01 = TVectors.MultiplyAdd(d0, x1, s01);
                s02 = TVectors.MultiplyAdd(d0, x2, s02);
                var d1 = TVectors.Load(d + slopeRow);
                s10 = TVectors.MultiplyAdd(d1, x0, s10);
                s11 = TVectors.MultiplyAdd(d1, x1, s11);
                s12 = TVectors.MultiplyAdd(d1, x2, s12);
                var d2 = TVectors.Load(d + (2 * slopeRow));
                s20 = TVectors.MultiplyAdd(d2, x0, s20);
                s21 = TVectors.MultiplyAdd(d2, x1, s21);
                s22 = TVectors.MultiplyAdd(d2, x2, s22);
                var d3 = TVectors.Load(d + (3 * slopeRow));
                s30 = TVectors.MultiplyAdd(d3, x0, s30);
                s31 = TVectors.MultiplyAdd(d3, x1, s31);
                s32 = TVectors.MultiplyAdd(d3, x2, s32);
            }
        }

        TVectors.Store(s00, sums);
        TVectors.Store(s01, sums + 16);
        TVectors.Store(s02, sums + 32);
        TVectors.Store(s10, sums + sumRow);
        TVectors.Store(s11, sums + sumRow + 16);
        TVectors.Store(s12, sums + sumRow + 32);
        TVectors.Store(s20, sums + (2 * sumRow));
        TVectors.Store(s21, sums + (2 * sumRow) + 16);
        TVectors.Store(s22, sums + (2 * sumRow) + 32);
        TVectors.Store(s30, sums + (3 * sumRow));
        TVectors.Store(s31, sums + (3 * sumRow) + 16);
        TVectors.Store(s32, sums + (3 * sumRow) + 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add1x3(TapRows rows, float* slopes, float* factors, float* sums)
    {
        var (slopeRow, sumRow) = (rows.SlopeRow, rows.SumRow);
        var s00 = TVectors.Load(sums);
        var s01 = TVectors.Load(sums + 16);
        var s02 = TVectors.Load(sums + 32);
        for (var row = 0; row < rows.Count; row++, slopes += rows.SlopeLine, factors += rows.FactorLine)
        {
            var d = slopes;
            var x = factors;
            for (var pixel = 0; pixel < rows.Width; pixel++, d += Step, x += Step)
            {
                var x0 = TVectors.Load(x);
                var x1 = TVectors.Load(x + 16);
                var x2 = TVectors.Load(x + 32);
                var d0 = TVectors.Load(d);
                s00 = TVectors.MultiplyAdd(d0, x0, s00);
                s01 = TVectors.MultiplyAdd(d0, x1, s01);
                s02 = TVectors.MultiplyAdd(d0, x2, s02);
            }
        }

        TVectors.Store(s00, sums);
        TVectors.Store(s01, sums + 16);
        TVectors.Store(s02, sums + 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add1x1(TapRows rows, float* slopes, float* factors, float* sums)
    {
        var (slopeRow, sumRow) = (rows.SlopeRow, rows.SumRow);
        var s00 = TVectors.Load(sums);
        for (var row = 0; row < rows.Count; row++, slopes += rows.SlopeLine, factors += rows.FactorLine)
        {
            var d = slopes;
            var x = factors;
            for (var pixel = 0; pixel < rows.Width; pixel++, d += Step, x += Step)
            {
                var x0 = TVectors.Load(x);
                var d0 = TVectors.Load(d);
                s00 = TVectors.MultiplyAdd(d0, x0, s00);
            }
        }

        TVectors.Store(s00, sums);
    }
}
