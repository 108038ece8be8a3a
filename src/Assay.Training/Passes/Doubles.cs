using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Assay.Statistics;
using Assay.Training.Products;

namespace Assay.Training.Passes;

/// <summary>Eight doubles, one of each of eight samples: what curvature is computed with. Checked against <see cref="Real"/>, and the same bits on every processor.</summary>
/// <param name="Value">The doubles.</param>
internal readonly record struct Doubles(Vector512<double> Value) : IReal<Doubles, double>
{
    static int IReal<Doubles, double>.Lanes => Count;

    /// <summary>How many samples there are.</summary>
    public const int Count = 8;

    public static int Width => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles Of(double constant) => new(Vector512.Create(constant));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles Parameter(ReadOnlySpan<double> parameters, int index) => new(Vector512.Create(parameters[index]));

    public static Doubles Load(ReadOnlySpan<double> samples) => new(Vector512.Create(samples));

    public static void Gather(ReadOnlySpan<double> table, ReadOnlySpan<int> rows, Span<Doubles> block)
    {
        var entries = MemoryMarshal.Cast<Doubles, double>(block);
        if (rows.Length < Count)
        {
            entries.Clear();
        }

        for (var lane = 0; lane < rows.Length; lane++)
        {
            var row = table.Slice(rows[lane] * block.Length, block.Length);
            for (var i = 0; i < row.Length; i++)
            {
                entries[(i * Count) + lane] = row[i];
            }
        }
    }

    public static void Store(Doubles value, Span<double> samples) => value.Value.CopyTo(samples);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles operator +(Doubles left, Doubles right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles operator -(Doubles left, Doubles right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles operator *(Doubles left, Doubles right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles operator /(Doubles left, Doubles right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles MultiplyAdd(Doubles left, Doubles right, Doubles addend) => new(Vector512.FusedMultiplyAdd(left.Value, right.Value, addend.Value));

    public static Doubles Exp(Doubles value) => new(DoubleFunctions.Exp(value.Value));

    public static Doubles Log(Doubles value) => new(DoubleFunctions.Log(value.Value));

    public static Doubles Sqrt(Doubles value) => new(Vector512.Sqrt(value.Value));

    public static Doubles Tanh(Doubles value) => new(DoubleFunctions.Each(value.Value, PortableMath.Tanh));

    public static Doubles Erf(Doubles value) => new(DoubleFunctions.Each(value.Value, ErrorFunction.Of));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles WhereGreater(Doubles left, Doubles right, Doubles yes, Doubles no) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThan(left.Value, right.Value), yes.Value, no.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Doubles WhereEqual(Doubles left, Doubles right, Doubles yes, Doubles no) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(left.Value, right.Value), yes.Value, no.Value));

    public static Doubles Sum(Doubles value) => new(Vector512.Create(Total(value.Value)));

    public static void AddSum(Doubles value, Span<double> gradient, int index) => gradient[index] += Total(value.Value);

    public static void Apply(ReadOnlySpan<double> parameters, WeightView weights, ReadOnlySpan<Doubles> x, Span<Doubles> y, int positions) =>
        DoubleProducts.Apply(parameters, weights, x, y, positions);

    public static void Correlate(Span<double> gradient, WeightView weights, ReadOnlySpan<Doubles> d, ReadOnlySpan<Doubles> x, int positions) =>
        DoubleProducts.Correlate(gradient, weights, d, x, positions);

    public static void Convolve(ReadOnlySpan<double> parameters, Filter filter, ReadOnlySpan<Doubles> x, Span<Doubles> y) =>
        PlainFilters<Doubles, double>.Convolve(parameters, filter, x, y);

    public static void CorrelateImages(Span<double> gradient, Filter filter, ReadOnlySpan<Doubles> d, ReadOnlySpan<Doubles> x, int images) =>
        PlainFilters<Doubles, double>.CorrelateImages(gradient, filter, d, x, images);

    public static void Pick(ReadOnlySpan<double> parameters, WeightView table, Doubles row, Span<Doubles> entries)
    {
        var doubles = MemoryMarshal.Cast<Doubles, double>(entries);
        for (var lane = 0; lane < Count; lane++)
        {
            var start = table.RowStart((int)row.Value[lane]);
            for (var i = 0; i < entries.Length; i++)
            {
                doubles[(i * Count) + lane] = parameters[start + (i * table.ColumnStride)];
            }
        }
    }

    public static void AddPicked(Span<double> gradient, WeightView table, Doubles row, ReadOnlySpan<Doubles> entries)
    {
        var doubles = MemoryMarshal.Cast<Doubles, double>(entries);
        for (var lane = 0; lane < Count; lane++)
        {
            var start = table.RowStart((int)row.Value[lane]);
            for (var i = 0; i < entries.Length; i++)
            {
                gradient[start + (i * table.ColumnStride)] += doubles[(i * Count) + lane];
            }
        }
    }

    /// <summary>The sum of all: halves are added to halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Total(Vector512<double> value)
    {
        var four = value.GetLower() + value.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }
}
