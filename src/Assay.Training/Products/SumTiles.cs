using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Assay.Training.Products;

/// <summary>Adds sums of products up, with so many rows at once that each sum stays in a register until it is done.</summary>
internal static unsafe class SumTiles<TVectors, V, TEnd>
    where TVectors : struct, IVectors<V>
    where V : struct
    where TEnd : struct, ISumEnd
{
    /// <summary>Adds.</summary>
    /// <param name="sums">Where everything lies.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="weights">The weights of the first row.</param>
    /// <param name="factors">The factors of the first pair.</param>
    /// <param name="targets">The targets of the first row and pair.</param>
    public static void Add(in Sums sums, int rows, float* weights, float* factors, float* targets)
    {
        var row = 0;

        // Sixteen sums want more registers than there are without AVX-512.
        if (Avx512F.VL.IsSupported)
        {
            for (; rows - row is 8 or > 10; row += 8)
            {
                Add8(sums, weights + (row * sums.WeightRow), factors, sums.Starts + (row * sums.StartRow), targets + (row * sums.TargetRow));
            }
        }

        // Ten rows are five and five, nine five and four: fewer sums at once would wait for each other.
        for (; rows - row >= 5 && (rows - row) % 4 is 1 or 2; row += 5)
        {
            Add5(sums, weights + (row * sums.WeightRow), factors, sums.Starts + (row * sums.StartRow), targets + (row * sums.TargetRow));
        }

        for (; row + 4 <= rows; row += 4)
        {
            Add4(sums, weights + (row * sums.WeightRow), factors, sums.Starts + (row * sums.StartRow), targets + (row * sums.TargetRow));
        }

        for (; row + 2 <= rows; row += 2)
        {
            Add2(sums, weights + (row * sums.WeightRow), factors, sums.Starts + (row * sums.StartRow), targets + (row * sums.TargetRow));
        }

        if (row < rows)
        {
            Add1(sums, weights + (row * sums.WeightRow), factors, sums.Starts + (row * sums.StartRow), targets + (row * sums.TargetRow));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add8(in Sums sums, float* weights, float* factors, float* starts, float* targets)
    {
        var (runs, length, weightRow, targetRow, second) = (sums.Runs, sums.Length, sums.WeightRow, sums.TargetRow, sums.SecondFactor);
        var (weightStep, factorStep, toSign) = (sums.WeightStep, sums.FactorStep, sums.ToSign);
        var (twoRows, threeRows) = (2 * weightRow, 3 * weightRow);
        var (secondTarget, startRow, secondStart) = (sums.SecondTarget, sums.StartRow, sums.SecondStart);
        for (var pair = 0; pair < sums.Pairs; pair++, factors += sums.PairFactor, starts += sums.PairStart, targets += sums.PairTarget)
        {
            var start = starts;
            var (s00, s01) = (TVectors.Load(start), TVectors.Load(start + secondStart));
            start += startRow;
            var (s10, s11) = (TVectors.Load(start), TVectors.Load(start + secondStart));
            start += startRow;
            var (s20, s21) = (TVectors.Load(start), TVectors.Load(start + secondStart));
            start += startRow;
            var (s30, s31) = (TVectors.Load(start), TVectors.Load(start + secondStart));
            start += startRow;
            var (s40, s41) = (TVectors.Load(start), TVectors.Load(start + secondStart));
            start += startRow;
            var (s50, s51) = (TVectors.Load(start), TVectors.Load(start + secondStart));
            start += startRow;
            var (s60, s61) = (TVectors.Load(start), TVectors.Load(start + secondStart));
            start += startRow;
            var (s70, s71) = (TVectors.Load(start), TVectors.Load(start + secondStart));
            for (var run = 0; run < runs; run++)
            {
                var w = weights + sums.WeightRuns[run];
                var v = w + (4 * weightRow);
                var x = factors + sums.FactorRuns[run];
                for (var n = 0; n < length; n++)
                {
                    var (x0, x1) = (TVectors.Load(x), TVectors.Load(x + second));
                    var w0 = TVectors.Spread(w);
                    s00 = TVectors.MultiplyAdd(w0, x0, s00);
                    s01 = TVectors.MultiplyAdd(w0, x1, s01);
                    var w1 = TVectors.Spread(w + weightRow);
                    s10 = TVectors.MultiplyAdd(w1, x0, s10);
                    s11 = TVectors.MultiplyAdd(w1, x1, s11);
                    var w2 = TVectors.Spread(w + twoRows);
                    s20 = TVectors.MultiplyAdd(w2, x0, s20);
                    s21 = TVectors.MultiplyAdd(w2, x1, s21);
                    var w3 = TVectors.Spread(w + threeRows);
                    s30 = TVectors.MultiplyAdd(w3, x0, s30);
                    s31 = TVectors.MultiplyAdd(w3, x1, s31);
                    var w4 = TVectors.Spread(v);
                    s40 = TVectors.MultiplyAdd(w4, x0, s40);
                    s41 = TVectors.MultiplyAdd(w4, x1, s41);
                    var w5 = TVectors.Spread(v + weightRow);
                    s50 = TVectors.MultiplyAdd(w5, x0, s50);
                    s51 = TVectors.MultiplyAdd(w5, x1, s51);
                    var w6 = TVectors.Spread(v + twoRows);
                    s60 = TVectors.MultiplyAdd(w6, x0, s60);
                    s61 = TVectors.MultiplyAdd(w6, x1, s61);
                    var w7 = TVectors.Spread(v + threeRows);
                    s70 = TVectors.MultiplyAdd(w7, x0, s70);
                    s71 = TVectors.MultiplyAdd(w7, x1, s71);
                    w += weightStep;
                    v += weightStep;
                    x += factorStep;
                }
            }

            var target = targets;
            Store(s00, s01, target, secondTarget, toSign);
            target += targetRow;
            Store(s10, s11, target, secondTarget, toSign);
            target += targetRow;
            Store(s20, s21, target, secondTarget, toSign);
            target += targetRow;
            Store(s30, s31, target, secondTarget, toSign);
            target += targetRow;
            Store(s40, s41, target, secondTarget, toSign);
            target += targetRow;
            Store(s50, s51, target, secondTarget, toSign);
            target += targetRow;
            Store(s60, s61, target, secondTarget, toSign);
            target += targetRow;
            Store(s70, s71, target, secondTarget, toSign);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add5(in Sums sums, float* weights, float* factors, float* starts, float* targets)
    {
        var (runs, length, weightRow, targetRow, second) = (sums.Runs, sums.Length, sums.WeightRow, sums.TargetRow, sums.SecondFactor);
        var (weightStep, factorStep, toSign) = (sums.WeightStep, sums.FactorStep, sums.ToSign);
        var (twoRows, threeRows) = (2 * weightRow, 3 * weightRow);
        var (secondTarget, startRow, secondStart) = (sums.SecondTarget, sums.StartRow, sums.SecondStart);
        for (var pair = 0; pair < sums.Pairs; pair++, factors += sums.PairFactor, starts += sums.PairStart, targets += sums.PairTarget)
        {
            var start = starts;
            var (s00, s01) = (TVectors.Load(start), TVectors.Load(start + secondStart));
            start += startRow;
            var (s10, s11) = (TVectors.Load(start), TVectors.Load(start + secondStart));
            start += startRow;
            var (s20, s21) = (TVectors.Load(start), TVectors.Load(start + secondStart));
            start += startRow;
            var (s30, s31) = (TVectors.Load(start), TVectors.Load(start + secondStart));
            start += startRow;
            var (s40, s41) = (TVectors.Load(start), TVectors.Load(start + secondStart));
            for (var run = 0; run < runs; run++)
            {
                var w = weights + sums.WeightRuns[run];
                var x = factors + sums.FactorRuns[run];
                for (var n = 0; n < length; n++)
                {
                    var (x0, x1) = (TVectors.Load(x), TVectors.Load(x + second));
                    var w0 = TVectors.Spread(w);
                    s00 = TVectors.MultiplyAdd(w0, x0, s00);
                    s01 = TVectors.MultiplyAdd(w0, x1, s01);
                    var w1 = TVectors.Spread(w + weightRow);
                    s10 = TVectors.MultiplyAdd(w1, x0, s10);
                    s11 = TVectors.MultiplyAdd(w1, x1, s11);
                    var w2 = TVectors.Spread(w + twoRows);
                    s20 = TVectors.MultiplyAdd(w2, x0, s20);
                    s21 = TVectors.MultiplyAdd(w2, x1, s21);
                    var w3 = TVectors.Spread(w + threeRows);
                    s30 = TVectors.MultiplyAdd(w3, x0, s30);
                    s31 = TVectors.MultiplyAdd(w3, x1, s31);
                    var w4 = TVectors.Spread(w + (4 * weightRow));
                    s40 = TVectors.MultiplyAdd(w4, x0, s40);
                    s41 = TVectors.MultiplyAdd(w4, x1, s41);
                    w += weightStep;
                    x += factorStep;
                }
            }

            var target = targets;
            Store(s00, s01, target, secondTarget, toSign);
            target += targetRow;
            Store(s10, s11, target, secondTarget, toSign);
            target += targetRow;
            Store(s20, s21, target, secondTarget, toSign);
            target += targetRow;
            Store(s30, s31, target, secondTarget, toSign);
            target += targetRow;
            Store(s40, s41, target, secondTarget, toSign);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add4(in Sums sums, float* weights, float* factors, float* starts, float* targets)
    {
        var (runs, length, weightRow, targetRow, second) = (sums.Runs, sums.Length, sums.WeightRow, sums.TargetRow, sums.SecondFactor);
        var (weightStep, factorStep, toSign) = (sums.WeightStep, sums.FactorStep, sums.ToSign);
        var (twoRows, threeRows) = (2 * weightRow, 3 * weightRow);
        var (secondTarget, startRow, secondStart) = (sums.SecondTarget, sums.StartRow, sums.SecondStart);
        for (var pair = 0; pair < sums.Pairs; pair++, factors += sums.PairFactor, starts += sums.PairStart, targets += sums.PairTarget)
        {
            var start = starts;
            var (s00, s01) = (TVectors.Load(start), TVectors.Load(start + secondStart));
            start += startRow;
            var (s10, s11) = (TVectors.Load(start), TVectors.Load(start + secondStart));
            start += startRow;
            var (s20, s21) = (TVectors.Load(start), TVectors.Load(start + secondStart));
            start += startRow;
            var (s30, s31) = (TVectors.Load(start), TVectors.Load(start + secondStart));
            for (var run = 0; run < runs; run++)
            {
                var w = weights + sums.WeightRuns[run];
                var x = factors + sums.FactorRuns[run];
                for (var n = 0; n < length; n++)
                {
                    var (x0, x1) = (TVectors.Load(x), TVectors.Load(x + second));
                    var w0 = TVectors.Spread(w);
                    s00 = TVectors.MultiplyAdd(w0, x0, s00);
                    s01 = TVectors.MultiplyAdd(w0, x1, s01);
                    var w1 = TVectors.Spread(w + weightRow);
                    s10 = TVectors.MultiplyAdd(w1, x0, s10);
                    s11 = TVectors.MultiplyAdd(w1, x1, s11);
                    var w2 = TVectors.Spread(w + twoRows);
                    s20 = TVectors.MultiplyAdd(w2, x0, s20);
                    s21 = TVectors.MultiplyAdd(w2, x1, s21);
                    var w3 = TVectors.Spread(w + threeRows);
                    s30 = TVectors.MultiplyAdd(w3, x0, s30);
                    s31 = TVectors.MultiplyAdd(w3, x1, s31);
                    w += weightStep;
                    x += factorStep;
                }
            }

            var target = targets;
            Store(s00, s01, target, secondTarget, toSign);
            target += targetRow;
            Store(s10, s11, target, secondTarget, toSign);
            target += targetRow;
            Store(s20, s21, target, secondTarget, toSign);
            target += targetRow;
            Store(s30, s31, target, secondTarget, toSign);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add2(in Sums sums, float* weights, float* factors, float* starts, float* targets)
    {
        var (runs, length, weightRow, targetRow, second) = (sums.Runs, sums.Length, sums.WeightRow, sums.TargetRow, sums.SecondFactor);
        var (weightStep, factorStep, toSign) = (sums.WeightStep, sums.FactorStep, sums.ToSign);
        var (secondTarget, startRow, secondStart) = (sums.SecondTarget, sums.StartRow, sums.SecondStart);
        for (var pair = 0; pair < sums.Pairs; pair++, factors += sums.PairFactor, starts += sums.PairStart, targets += sums.PairTarget)
        {
            var start = starts;
            var (s00, s01) = (TVectors.Load(start), TVectors.Load(start + secondStart));
            start += startRow;
            var (s10, s11) = (TVectors.Load(start), TVectors.Load(start + secondStart));
            for (var run = 0; run < runs; run++)
            {
                var w = weights + sums.WeightRuns[run];
                var x = factors + sums.FactorRuns[run];
                for (var n = 0; n < length; n++)
                {
                    var (x0, x1) = (TVectors.Load(x), TVectors.Load(x + second));
                    var w0 = TVectors.Spread(w);
                    s00 = TVectors.MultiplyAdd(w0, x0, s00);
                    s01 = TVectors.MultiplyAdd(w0, x1, s01);
                    var w1 = TVectors.Spread(w + weightRow);
                    s10 = TVectors.MultiplyAdd(w1, x0, s10);
                    s11 = TVectors.MultiplyAdd(w1, x1, s11);
                    w += weightStep;
                    x += factorStep;
                }
            }

            var target = targets;
            Store(s00, s01, target, secondTarget, toSign);
            target += targetRow;
            Store(s10, s11, target, secondTarget, toSign);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add1(in Sums sums, float* weights, float* factors, float* starts, float* targets)
    {
        var (runs, length, second) = (sums.Runs, sums.Length, sums.SecondFactor);
        var (weightStep, factorStep, toSign) = (sums.WeightStep, sums.FactorStep, sums.ToSign);
        var (secondTarget, secondStart) = (sums.SecondTarget, sums.SecondStart);
        for (var pair = 0; pair < sums.Pairs; pair++, factors += sums.PairFactor, starts += sums.PairStart, targets += sums.PairTarget)
        {
            var (s00, s01) = (TVectors.Load(starts), TVectors.Load(starts + secondStart));
            for (var run = 0; run < runs; run++)
            {
                var w = weights + sums.WeightRuns[run];
                var x = factors + sums.FactorRuns[run];
                for (var n = 0; n < length; n++)
                {
                    var (x0, x1) = (TVectors.Load(x), TVectors.Load(x + second));
                    var w0 = TVectors.Spread(w);
                    s00 = TVectors.MultiplyAdd(w0, x0, s00);
                    s01 = TVectors.MultiplyAdd(w0, x1, s01);
                    w += weightStep;
                    x += factorStep;
                }
            }

            Store(s00, s01, targets, secondTarget, toSign);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(V first, V second, float* target, nint secondTarget, nint toSign)
    {
        TVectors.Store(TEnd.End<TVectors, V>(first, target + toSign), target);
        TVectors.Store(TEnd.End<TVectors, V>(second, target + toSign + secondTarget), target + secondTarget);
    }
}
