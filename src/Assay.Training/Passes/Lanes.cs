using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Assay.Training.Products;

namespace Assay.Training.Passes;

/// <summary>Sixteen floats, one of each of sixteen samples.</summary>
/// <remarks>
/// Everything is rounded as the single operations of IEEE 754 are, in one order, so that results are the same bits on every processor, whether it works
/// on sixteen floats at once or on one.
/// </remarks>
/// <param name="Value">The floats.</param>
internal readonly record struct Lanes(Vector512<float> Value) : IReal<Lanes, float>
{
    static int IReal<Lanes, float>.Lanes => Count;

    /// <summary>How many samples there are.</summary>
    public const int Count = 16;

    public static int Width => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Of(double constant) => new(Vector512.Create((float)constant));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Parameter(ReadOnlySpan<float> parameters, int index) => new(Vector512.Create(parameters[index]));

    public static Lanes Load(ReadOnlySpan<float> samples) => new(Vector512.Create(samples));

    public static void Gather(ReadOnlySpan<float> table, ReadOnlySpan<int> rows, Span<Lanes> block) => LaneGathering.Gather(table, rows, block);

    public static void Store(Lanes value, Span<float> samples) => value.Value.CopyTo(samples);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator +(Lanes left, Lanes right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator -(Lanes left, Lanes right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator *(Lanes left, Lanes right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator /(Lanes left, Lanes right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes MultiplyAdd(Lanes left, Lanes right, Lanes addend) => new(Vector512.FusedMultiplyAdd(left.Value, right.Value, addend.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Exp(Lanes value) => new(LaneFunctions.Exp(value.Value));

    public static Lanes Log(Lanes value) => new(LaneFunctions.Log(value.Value));

    public static Lanes Sqrt(Lanes value) => new(Vector512.Sqrt(value.Value));

    public static Lanes Tanh(Lanes value) => new(LaneFunctions.Tanh(value.Value));

    public static Lanes Erf(Lanes value) => new(LaneFunctions.Erf(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes WhereGreater(Lanes left, Lanes right, Lanes yes, Lanes no) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThan(left.Value, right.Value), yes.Value, no.Value));

    // The instruction gives the second where neither is greater, also where one is not a number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes Greater(Lanes left, Lanes right) =>
        Avx512F.IsSupported ? new(Avx512F.Max(left.Value, right.Value)) : WhereGreater(left, right, left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes WhereEqual(Lanes left, Lanes right, Lanes yes, Lanes no) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(left.Value, right.Value), yes.Value, no.Value));

    public static Lanes Sum(Lanes value) => new(Vector512.Create(Total(value)));

    public static void AddSum(Lanes value, Span<float> gradient, int index) => gradient[index] += Total(value);

    public static void Apply(ReadOnlySpan<float> parameters, WeightView weights, ReadOnlySpan<Lanes> x, Span<Lanes> y, int positions)
    {
        if (LaneProducts.IsSupported)
        {
            LaneProducts.Apply(parameters, weights, x, y, positions, Avx512F.IsSupported);
            return;
        }

        PlainProducts.Apply(parameters, weights, x, y, positions);
    }

    public static void Correlate(Span<float> gradient, WeightView weights, ReadOnlySpan<Lanes> d, ReadOnlySpan<Lanes> x, int positions)
    {
        if (LaneProducts.IsSupported)
        {
            LaneCorrelation.Correlate(gradient, weights, d, x, positions, Avx512F.IsSupported);
            return;
        }

        PlainProducts.Correlate(gradient, weights, d, x, positions);
    }

    public static void Convolve(ReadOnlySpan<float> parameters, Filter filter, ReadOnlySpan<Lanes> x, Span<Lanes> y)
    {
        if (LaneProducts.IsSupported)
        {
            LaneFilters.Convolve(parameters, filter, x, y, Avx512F.IsSupported);
            return;
        }

        PlainFilters<Lanes, float>.Convolve(parameters, filter, x, y);
    }

    public static void CorrelateImages(Span<float> gradient, Filter filter, ReadOnlySpan<Lanes> d, ReadOnlySpan<Lanes> x, int images)
    {
        if (LaneProducts.IsSupported)
        {
            LaneFilters.CorrelateImages(gradient, filter, d, x, images, Avx512F.IsSupported);
            return;
        }

        PlainFilters<Lanes, float>.CorrelateImages(gradient, filter, d, x, images);
    }

    public static void Pick(ReadOnlySpan<float> parameters, WeightView table, Lanes row, Span<Lanes> entries)
    {
        var floats = MemoryMarshal.Cast<Lanes, float>(entries);
        for (var lane = 0; lane < Count; lane++)
        {
            var start = table.RowStart((int)row.Value[lane]);
            for (var i = 0; i < entries.Length; i++)
            {
                floats[(i * Count) + lane] = parameters[start + (i * table.ColumnStride)];
            }
        }
    }

    public static void AddPicked(Span<float> gradient, WeightView table, Lanes row, ReadOnlySpan<Lanes> entries)
    {
        var floats = MemoryMarshal.Cast<Lanes, float>(entries);
        for (var lane = 0; lane < Count; lane++)
        {
            var start = table.RowStart((int)row.Value[lane]);
            for (var i = 0; i < entries.Length; i++)
            {
                gradient[start + (i * table.ColumnStride)] += floats[(i * Count) + lane];
            }
        }
    }

    // Halves are added to halves: eight sums, four, two, one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Total(Lanes value)
    {
        var eight = value.Value.GetLower() + value.Value.GetUpper();
        var four = eight.GetLower() + eight.GetUpper();
        var two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1));
        return two[0] + two[1];
    }
}
