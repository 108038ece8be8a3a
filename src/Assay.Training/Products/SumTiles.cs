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
                Add8(sums, weights + (row * sums.WeightRow), factors, targets + (row * sums.TargetRow));
            }
        }

        // Ten rows are five and five, nine five and four: fewer sums at once would wait for each other.
        for (; rows - row >= 5 && (rows - row) % 4 is 1 or 2; row += 5)
        {
            Add5(sums, weights + (row * sums.WeightRow), factors, targets + (row * sums.TargetRow));
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
        var (weightStep, factorStep, toSign) = (sums.WeightStep, sums.FactorStep, sums.ToSign);
        var thirdRow = 3 * weightRow;
        var startRow = sums.Starts is null ? targetRow : 0;
        for (var pair = 0; pair < sums.Pairs; pair++, factors += sums.PairFactor, targets += sums.PairTarget)
        {
            var own = targets;
            var other = targets + sums.SecondTarget;
            var start = sums.Starts is null ? own : sums.Starts + (pair * sums.PairTarget);
            var next = start + sums.SecondTarget;
            var (s00, s01) = (TVectors.Load(start), TVectors.Load(next));
            var (s10, s11) = (TVectors.Load(start + startRow), TVectors.Load(next + startRow));
            var (s20, s21) = (TVectors.Load(start + (2 * startRow)), TVectors.Load(next + (2 * startRow)));
            var (s30, s31) = (TVectors.Load(start + (3 * startRow)), TVectors.Load(next + (3 * startRow)));
            var (s40, s41) = (TVectors.Load(start + (4 * startRow)), TVectors.Load(next + (4 * startRow)));
            var (s50, s51) = (TVectors.Load(start + (5 * startRow)), TVectors.Load(next + (5 * startRow)));
            var (s60, s61) = (TVectors.Load(start + (6 * startRow)), TVectors.Load(next + (6 * startRow)));
            var (s70, s71) = (TVectors.Load(start + (7 * startRow)), TVectors.Load(next + (7 * startRow)));
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

            Store(s00, own, toSign);
            Store(s01, other, toSign);
            Store(s10, own + targetRow, toSign);
            Store(s11, other + targetRow, toSign);
            Store(s20, own + (2 * targetRow), toSign);
            Store(s21, other + (2 * targetRow), toSign);
            Store(s30, own + (3 * targetRow), toSign);
            Store(s31, other + (3 * targetRow), toSign);
            Store(s40, own + (4 * targetRow), toSign);
            Store(s41, other + (4 * targetRow), toSign);
            Store(s50, own + (5 * targetRow), toSign);
            Store(s51, other + (5 * targetRow), toSign);
            Store(s60, own + (6 * targetRow), toSign);
            Store(s61, other + (6 * targetRow), toSign);
            Store(s70, own + (7 * targetRow), toSign);
            Store(s71, other + (7 * targetRow), toSign);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add5(in Sums sums, float* weights, float* factors, float* targets)
    {
        var (runs, length, weightRow, targetRow, second) = (sums.Runs, sums.Length, sums.WeightRow, sums.TargetRow, sums.SecondFactor);
        var (weightStep, factorStep, toSign) = (sums.WeightStep, sums.FactorStep, sums.ToSign);
        var thirdRow = 3 * weightRow;
        var startRow = sums.Starts is null ? targetRow : 0;
        for (var pair = 0; pair < sums.Pairs; pair++, factors += sums.PairFactor, targets += sums.PairTarget)
        {
            var own = targets;
            var other = targets + sums.SecondTarget;
            var start = sums.Starts is null ? own : sums.Starts + (pair * sums.PairTarget);
            var next = start + sums.SecondTarget;
            var (s00, s01) = (TVectors.Load(start), TVectors.Load(next));
            var (s10, s11) = (TVectors.Load(start + startRow), TVectors.Load(next + startRow));
            var (s20, s21) = (TVectors.Load(start + (2 * startRow)), TVectors.Load(next + (2 * startRow)));
            var (s30, s31) = (TVectors.Load(start + (3 * startRow)), TVectors.Load(next + (3 * startRow)));
            var (s40, s41) = (TVectors.Load(start + (4 * startRow)), TVectors.Load(next + (4 * startRow)));
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
                    var w4 = TVectors.Spread(w + (4 * weightRow));
                    s40 = TVectors.MultiplyAdd(w4, x0, s40);
                    s41 = TVectors.MultiplyAdd(w4, x1, s41);
                    w += weightStep;
                    x += factorStep;
                }
            }

            Store(s00, own, toSign);
            Store(s01, other, toSign);
            Store(s10, own + targetRow, toSign);
            Store(s11, other + targetRow, toSign);
            Store(s20, own + (2 * targetRow), toSign);
            Store(s21, other + (2 * targetRow), toSign);
            Store(s30, own + (3 * targetRow), toSign);
            Store(s31, other + (3 * targetRow), toSign);
            Store(s40, own + (4 * targetRow), toSign);
            Store(s41, other + (4 * targetRow), toSign);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add4(in Sums sums, float* weights, float* factors, float* targets)
    {
        var (runs, length, weightRow, targetRow, second) = (sums.Runs, sums.Length, sums.WeightRow, sums.TargetRow, sums.SecondFactor);
        var (weightStep, factorStep, toSign) = (sums.WeightStep, sums.FactorStep, sums.ToSign);
        var thirdRow = 3 * weightRow;
        var startRow = sums.Starts is null ? targetRow : 0;
        for (var pair = 0; pair < sums.Pairs; pair++, factors += sums.PairFactor, targets += sums.PairTarget)
        {
            var own = targets;
            var other = targets + sums.SecondTarget;
            var start = sums.Starts is null ? own : sums.Starts + (pair * sums.PairTarget);
            var next = start + sums.SecondTarget;
            var (s00, s01) = (TVectors.Load(start), TVectors.Load(next));
            var (s10, s11) = (TVectors.Load(start + startRow), TVectors.Load(next + startRow));
            var (s20, s21) = (TVectors.Load(start + (2 * startRow)), TVectors.Load(next + (2 * startRow)));
            var (s30, s31) = (TVectors.Load(start + (3 * startRow)), TVectors.Load(next + (3 * startRow)));
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

            Store(s00, own, toSign);
            Store(s01, other, toSign);
            Store(s10, own + targetRow, toSign);
            Store(s11, other + targetRow, toSign);
            Store(s20, own + (2 * targetRow), toSign);
            Store(s21, other + (2 * targetRow), toSign);
            Store(s30, own + (3 * targetRow), toSign);
            Store(s31, other + (3 * targetRow), toSign);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add2(in Sums sums, float* weights, float* factors, float* targets)
    {
        var (runs, length, weightRow, targetRow, second) = (sums.Runs, sums.Length, sums.WeightRow, sums.TargetRow, sums.SecondFactor);
        var (weightStep, factorStep, toSign) = (sums.WeightStep, sums.FactorStep, sums.ToSign);
        var startRow = sums.Starts is null ? targetRow : 0;
        for (var pair = 0; pair < sums.Pairs; pair++, factors += sums.PairFactor, targets += sums.PairTarget)
        {
            var own = targets;
            var other = targets + sums.SecondTarget;
            var start = sums.Starts is null ? own : sums.Starts + (pair * sums.PairTarget);
            var next = start + sums.SecondTarget;
            var (s00, s01) = (TVectors.Load(start), TVectors.Load(next));
            var (s10, s11) = (TVectors.Load(start + startRow), TVectors.Load(next + startRow));
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

            Store(s00, own, toSign);
            Store(s01, other, toSign);
            Store(s10, own + targetRow, toSign);
            Store(s11, other + targetRow, toSign);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add1(in Sums sums, float* weights, float* factors, float* targets)
    {
        var (runs, length, weightRow, targetRow, second) = (sums.Runs, sums.Length, sums.WeightRow, sums.TargetRow, sums.SecondFactor);
        var (weightStep, factorStep, toSign) = (sums.WeightStep, sums.FactorStep, sums.ToSign);
        for (var pair = 0; pair < sums.Pairs; pair++, factors += sums.PairFactor, targets += sums.PairTarget)
        {
            var own = targets;
            var other = targets + sums.SecondTarget;
            var start = sums.Starts is null ? own : sums.Starts + (pair * sums.PairTarget);
            var next = start + sums.SecondTarget;
            var (s00, s01) = (TVectors.Load(start), TVectors.Load(next));
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

            Store(s00, own, toSign);
            Store(s01, other, toSign);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(V sum, float* target, nint toSign) => TVectors.Store(TEnd.End<TVectors, V>(sum, target, toSign), target);
}
