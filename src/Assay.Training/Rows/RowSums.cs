using System.Runtime.Intrinsics.X86;
using Assay.Training.Passes;
using Assay.Training.Products;

namespace Assay.Training.Rows;

/// <summary>Sums over samples, or over entries of samples, that lie in rows: vectors lie along the entries.</summary>
internal static unsafe class RowSums
{
    /// <summary>Entries of a vector.</summary>
    public const int Lane = Lanes.Count;

    // Rows that are read at once stay in the caches; where vectors are long, fewer and longer sums pay more than the first of these. No sum depends on it.
    private static readonly int SamplesAtOnce = Avx512F.IsSupported ? 128 : 64;

    /// <summary>So many entries, rounded up to whole vectors.</summary>
    public static int Padded(int count) => (count + Lane - 1) / Lane * Lane;

    /// <summary>Sets each row of y to the sum over k, in their order, of entry k of the row of x times row k of a matrix.</summary>
    /// <typeparam name="TEnd">What is done to each sum at its end.</typeparam>
    /// <param name="x">Rows of at least <paramref name="columns"/> entries.</param>
    /// <param name="xRow">From one to the next.</param>
    /// <param name="columns">How many rows the matrix has.</param>
    /// <param name="matrix">Its rows, each as long as one of y.</param>
    /// <param name="starts">What each row starts from.</param>
    /// <param name="y">The rows.</param>
    /// <param name="samples">How many rows x and y have.</param>
    /// <param name="toSign">From an entry of y to what its end depends on.</param>
    public static void Apply<TEnd>(float* x, int xRow, int columns, float* matrix, Span<float> starts, float* y, int samples, nint toSign = 0)
        where TEnd : struct, ISumEnd
    {
        fixed (float* first = starts)
        {
            if (TenSums<TEnd>.Fit(columns, starts.Length))
            {
                TenSums<TEnd>.Apply(x, xRow, matrix, first, y, starts.Length, samples, toSign);
                return;
            }

            Add<TEnd>(x, xRow, columns, matrix, first, y, starts.Length, samples, toSign);
        }
    }

    /// <summary>As <see cref="Apply"/> does; where there are no starts, each row of y goes on from what it holds.</summary>
    public static void Add<TEnd>(float* x, int xRow, int columns, float* matrix, float* starts, float* y, int width, int samples, nint toSign = 0)
        where TEnd : struct, ISumEnd
    {
        var start = 0;
        var sums = new Sums
        {
            WeightRuns = &start,
            FactorRuns = &start,
            Runs = 1,
            Length = columns,
            WeightStep = 1,
            WeightRow = xRow,
            FactorStep = width,
            TargetRow = width,
            Starts = starts,
            ToSign = toSign,
        };
        PositionSums.Add<TEnd>(ref sums, samples, x, matrix, y, new(width / Lane, Lane, Lane), Avx512F.IsSupported);
    }

    /// <summary>Adds to row r of a matrix the sum over samples, in their order, of entry r of the row of d times the row of x.</summary>
    /// <param name="d">Rows of slopes.</param>
    /// <param name="dRow">From one to the next.</param>
    /// <param name="rows">How many rows the matrix has.</param>
    /// <param name="x">Rows of what came in; up to a vector beyond the end of each is read.</param>
    /// <param name="xRow">From one to the next.</param>
    /// <param name="matrix">Its rows, padded to whole vectors.</param>
    /// <param name="width">Entries of each, with the padding.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="starts">What each row of the matrix starts from; null where it goes on.</param>
    public static void Correlate(float* d, int dRow, int rows, float* x, int xRow, float* matrix, int width, int samples, float* starts)
    {
        var start = 0;
        for (var sample = 0; sample < samples; sample += SamplesAtOnce)
        {
            var sums = new Sums
            {
                WeightRuns = &start,
                FactorRuns = &start,
                Runs = 1,
                Length = Math.Min(SamplesAtOnce, samples - sample),
                WeightStep = dRow,
                WeightRow = 1,
                FactorStep = xRow,
                TargetRow = width,
                Starts = sample == 0 ? starts : null,
            };
            PositionSums.Add(ref sums, rows, d + (sample * (nint)dRow), x + (sample * (nint)xRow), matrix, new(width / Lane, Lane, Lane), Avx512F.IsSupported);
        }
    }
}
