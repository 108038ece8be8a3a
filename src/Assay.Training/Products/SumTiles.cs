using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Assay.Training.Products;

/// <summary>Adds sums of products up, with so many rows at once that each sum stays in a register until it is done.</summary>
internal static unsafe class SumTiles<TVectors, V>
    where TVectors : struct, IVectors<V>
    where V : struct
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
            for (; row + 8 <= rows; row += 8)
            {
                Add8(sums, weights + (row * sums.WeightRow), factors, targets + (row * sums.TargetRow));
            }
        }

        for (; row + 4 <= rows; row += 4)
        {
            Add4(sums, weights + (row * sums.WeightRow), factors, targets + (row * sums.TargetRow));
        }

        for (; row + 2 <= rows; row += 2)
        {
            Add2(sums, weights + (row * sums.WeightRow), factors, targets + (row * sums.TargetRow));
        }

        if (row < rows)
        {
            Add1(sums, weights + (row * sums.WeightRow), factors, targets + (row * sums.TargetRow));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add8(in Sums sums, float* weights, float* factors, float* targets)
    {
        var (runs, length, weightRow, targetRow, second) = (sums.Runs, sums.Length, sums.WeightRow, sums.TargetRow, sums.SecondFactor);
        var (weightStep, factorStep) = (sums.WeightStep, sums.FactorStep);
        var thirdRow = 3 * weightRow;
        for (var pair = 0; pair < sums.Pairs; pair++, factors += sums.PairFactor, targets += sums.PairTarget)
        {
            var own = targets;
            var other = targets + sums.SecondTarget;
            var (s00, s01) = (TVectors.Load(own), TVectors.Load(other));
            var (s10, s11) = (TVectors.Load(own + targetRow), TVectors.Load(other + targetRow));
            var (s20, s21) = (TVectors.Load(own + (2 * targetRow)), TVectors.Load(other + (2 * targetRow)));
            var (s30, s31) = (TVectors.Load(own + (3 * targetRow)), TVectors.Load(other + (3 * targetRow)));
            var (s40, s41) = (TVectors.Load(own + (4 * targetRow)), TVectors.Load(other + (4 * targetRow)));
            var (s50, s51) = (TVectors.Load(own + (5 * targetRow)), TVectors.Load(other + (5 * targetRow)));
            var (s60, s61) = (TVectors.Load(own + (6 * targetRow)), TVectors.Load(other + (6 * targetRow)));
            var (s70, s71) = (TVectors.Load(own + (7 * targetRow)), TVectors.Load(other + (7 * targetRow)));
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
                    var w2 = TVectors.Spread(w + (2 * weightRow));
                    s20 = TVectors.MultiplyAdd(w2, x0, s20);
                    s21 = TVectors.MultiplyAdd(w2, x1, s21);
                    var w3 = TVectors.Spread(w + thirdRow);
                    s30 = TVectors.MultiplyAdd(w3, x0, s30);
                    s31 = TVectors.MultiplyAdd(w3, x1, s31);
                    var w4 = TVectors.Spread(v);
                    s40 = TVectors.MultiplyAdd(w4, x0, s40);
                    s41 = TVectors.MultiplyAdd(w4, x1, s41);
                    var w5 = TVectors.Spread(v + weightRow);
                    s50 = TVectors.MultiplyAdd(w5, x0, s50);
                    s51 = TVectors.MultiplyAdd(w5, x1, s51);
                    var w6 = TVectors.Spread(v + (2 * weightRow));
                    s60 = TVectors.MultiplyAdd(w6, x0, s60);
                    s61 = TVectors.MultiplyAdd(w6, x1, s61);
                    var w7 = TVectors.Spread(v + thirdRow);
                    s70 = TVectors.MultiplyAdd(w7, x0, s70);
                    s71 = TVectors.MultiplyAdd(w7, x1, s71);
                    w += weightStep;
                    v += weightStep;
                    x += factorStep;
                }
            }

            TVectors.Store(s00, own);
            TVectors.Store(s01, other);
            TVectors.Store(s10, own + targetRow);
            TVectors.Store(s11, other + targetRow);
            TVectors.Store(s20, own + (2 * targetRow));
            TVectors.Store(s21, other + (2 * targetRow));
            TVectors.Store(s30, own + (3 * targetRow));
            TVectors.Store(s31, other + (3 * targetRow));
            TVectors.Store(s40, own + (4 * targetRow));
            TVectors.Store(s41, other + (4 * targetRow));
            TVectors.Store(s50, own + (5 * targetRow));
            TVectors.Store(s51, other + (5 * targetRow));
            TVectors.Store(s60, own + (6 * targetRow));
            TVectors.Store(s61, other + (6 * targetRow));
            TVectors.Store(s70, own + (7 * targetRow));
            TVectors.Store(s71, other + (7 * targetRow));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add4(in Sums sums, float* weights, float* factors, float* targets)
    {
        var (runs, length, weightRow, targetRow, second) = (sums.Runs, sums.Length, sums.WeightRow, sums.TargetRow, sums.SecondFactor);
        var (weightStep, factorStep) = (sums.WeightStep, sums.FactorStep);
        var thirdRow = 3 * weightRow;
        for (var pair = 0; pair < sums.Pairs; pair++, factors += sums.PairFactor, targets += sums.PairTarget)
        {
            var own = targets;
            var other = targets + sums.SecondTarget;
            var (s00, s01) = (TVectors.Load(own), TVectors.Load(other));
            var (s10, s11) = (TVectors.Load(own + targetRow), TVectors.Load(other + targetRow));
            var (s20, s21) = (TVectors.Load(own + (2 * targetRow)), TVectors.Load(other + (2 * targetRow)));
            var (s30, s31) = (TVectors.Load(own + (3 * targetRow)), TVectors.Load(other + (3 * targetRow)));
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
                    var w2 = TVectors.Spread(w + (2 * weightRow));
                    s20 = TVectors.MultiplyAdd(w2, x0, s20);
                    s21 = TVectors.MultiplyAdd(w2, x1, s21);
                    var w3 = TVectors.Spread(w + thirdRow);
                    s30 = TVectors.MultiplyAdd(w3, x0, s30);
                    s31 = TVectors.MultiplyAdd(w3, x1, s31);
                    w += weightStep;
                    x += factorStep;
                }
            }

            TVectors.Store(s00, own);
            TVectors.Store(s01, other);
            TVectors.Store(s10, own + targetRow);
            TVectors.Store(s11, other + targetRow);
            TVectors.Store(s20, own + (2 * targetRow));
            TVectors.Store(s21, other + (2 * targetRow));
            TVectors.Store(s30, own + (3 * targetRow));
            TVectors.Store(s31, other + (3 * targetRow));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add2(in Sums sums, float* weights, float* factors, float* targets)
    {
        var (runs, length, weightRow, targetRow, second) = (sums.Runs, sums.Length, sums.WeightRow, sums.TargetRow, sums.SecondFactor);
        var (weightStep, factorStep) = (sums.WeightStep, sums.FactorStep);
        for (var pair = 0; pair < sums.Pairs; pair++, factors += sums.PairFactor, targets += sums.PairTarget)
        {
            var own = targets;
            var other = targets + sums.SecondTarget;
            var (s00, s01) = (TVectors.Load(own), TVectors.Load(other));
            var (s10, s11) = (TVectors.Load(own + targetRow), TVectors.Load(other + targetRow));
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

            TVectors.Store(s00, own);
            TVectors.Store(s01, other);
            TVectors.Store(s10, own + targetRow);
            TVectors.Store(s11, other + targetRow);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add1(in Sums sums, float* weights, float* factors, float* targets)
    {
        var (runs, length, weightRow, targetRow, second) = (sums.Runs, sums.Length, sums.WeightRow, sums.TargetRow, sums.SecondFactor);
        var (weightStep, factorStep) = (sums.WeightStep, sums.FactorStep);
        for (var pair = 0; pair < sums.Pairs; pair++, factors += sums.PairFactor, targets += sums.PairTarget)
        {
            var own = targets;
            var other = targets + sums.SecondTarget;
            var (s00, s01) = (TVectors.Load(own), TVectors.Load(other));
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

            TVectors.Store(s00, own);
            TVectors.Store(s01, other);
        }
    }
}
