using System.Buffers;
using System.Numerics;

namespace Assay.Training.Passes;

/// <summary>A value with its derivative along a direction of the parameters (a dual number, Clifford 1873).</summary>
/// <remarks>
/// What computes a gradient computes its derivative along the direction as well when it runs on dual numbers: the product of the Hessian and the
/// direction (Pearlmutter 1994). A parameter is stored as two numbers, its value and its entry in the direction.
/// </remarks>
/// <param name="Value">The value.</param>
/// <param name="Slope">The derivative.</param>
internal readonly record struct Dual<T, S>(T Value, T Slope) : IReal<Dual<T, S>, S>
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    private static readonly double ErfSlope = 2 / Math.Sqrt(Math.PI);

    public static int Lanes => T.Lanes;

    public static int Width => 2 * T.Width;

    public static Dual<T, S> Of(double constant) => new(T.Of(constant), T.Of(0));

    public static Dual<T, S> Parameter(ReadOnlySpan<S> parameters, int index) => new(T.Parameter(parameters, 2 * index), T.Parameter(parameters, (2 * index) + 1));

    public static Dual<T, S> Load(ReadOnlySpan<S> samples) => new(T.Load(samples), T.Of(0));

    public static void Gather(ReadOnlySpan<S> table, ReadOnlySpan<int> rows, Span<Dual<T, S>> block)
    {
        var values = ArrayPool<T>.Shared.Rent(block.Length);
        T.Gather(table, rows, values.AsSpan(0, block.Length));
        for (var i = 0; i < block.Length; i++)
        {
            block[i] = new(values[i], T.Of(0));
        }

        ArrayPool<T>.Shared.Return(values);
    }

    public static void Store(Dual<T, S> value, Span<S> samples) => T.Store(value.Value, samples);

    public static Dual<T, S> operator +(Dual<T, S> left, Dual<T, S> right) => new(left.Value + right.Value, left.Slope + right.Slope);

    public static Dual<T, S> operator -(Dual<T, S> left, Dual<T, S> right) => new(left.Value - right.Value, left.Slope - right.Slope);

    public static Dual<T, S> operator *(Dual<T, S> left, Dual<T, S> right) =>
        new(left.Value * right.Value, T.MultiplyAdd(left.Value, right.Slope, left.Slope * right.Value));

    public static Dual<T, S> operator /(Dual<T, S> left, Dual<T, S> right)
    {
        var ratio = left.Value / right.Value;
        return new(ratio, (left.Slope - (ratio * right.Slope)) / right.Value);
    }

    public static Dual<T, S> MultiplyAdd(Dual<T, S> left, Dual<T, S> right, Dual<T, S> addend) => new(
        T.MultiplyAdd(left.Value, right.Value, addend.Value),
        T.MultiplyAdd(left.Value, right.Slope, T.MultiplyAdd(left.Slope, right.Value, addend.Slope)));

    public static Dual<T, S> Exp(Dual<T, S> value)
    {
        var exp = T.Exp(value.Value);
        return new(exp, exp * value.Slope);
    }

    public static Dual<T, S> Log(Dual<T, S> value) => new(T.Log(value.Value), value.Slope / value.Value);

    public static Dual<T, S> Sqrt(Dual<T, S> value)
    {
        var root = T.Sqrt(value.Value);
        return new(root, T.Of(0.5) * value.Slope / root);
    }

    public static Dual<T, S> Tanh(Dual<T, S> value)
    {
        var tanh = T.Tanh(value.Value);
        return new(tanh, (T.Of(1) - (tanh * tanh)) * value.Slope);
    }

    public static Dual<T, S> Erf(Dual<T, S> value) =>
        new(T.Erf(value.Value), T.Of(ErfSlope) * T.Exp(T.Of(0) - (value.Value * value.Value)) * value.Slope);

    public static Dual<T, S> WhereGreater(Dual<T, S> left, Dual<T, S> right, Dual<T, S> yes, Dual<T, S> no) => new(
        T.WhereGreater(left.Value, right.Value, yes.Value, no.Value),
        T.WhereGreater(left.Value, right.Value, yes.Slope, no.Slope));

    public static Dual<T, S> WhereEqual(Dual<T, S> left, Dual<T, S> right, Dual<T, S> yes, Dual<T, S> no) => new(
        T.WhereEqual(left.Value, right.Value, yes.Value, no.Value),
        T.WhereEqual(left.Value, right.Value, yes.Slope, no.Slope));

    public static Dual<T, S> Sum(Dual<T, S> value) => new(T.Sum(value.Value), T.Sum(value.Slope));

    public static void AddSum(Dual<T, S> value, Span<S> gradient, int index)
    {
        T.AddSum(value.Value, gradient, 2 * index);
        T.AddSum(value.Slope, gradient, (2 * index) + 1);
    }

    // The product rule: values times values, and values times slopes both ways.
    public static void Apply(ReadOnlySpan<S> parameters, WeightView weights, ReadOnlySpan<Dual<T, S>> x, Span<Dual<T, S>> y, int positions)
    {
        var (values, slopes) = Apart(weights);
        using var factor = new Halves<T, S>(x);
        using var result = new Halves<T, S>(y);
        T.Apply(parameters, values, factor.Values, result.Values, positions);
        T.Apply(parameters, slopes, factor.Values, result.Slopes, positions);
        T.Apply(parameters, values, factor.Slopes, result.Slopes, positions);
        result.CopyTo(y);
    }

    public static void Correlate(Span<S> gradient, WeightView weights, ReadOnlySpan<Dual<T, S>> d, ReadOnlySpan<Dual<T, S>> x, int positions)
    {
        var (values, slopes) = Apart(weights);
        using var left = new Halves<T, S>(d);
        using var right = new Halves<T, S>(x);
        T.Correlate(gradient, values, left.Values, right.Values, positions);
        T.Correlate(gradient, slopes, left.Values, right.Slopes, positions);
        T.Correlate(gradient, slopes, left.Slopes, right.Values, positions);
    }

    public static void Convolve(ReadOnlySpan<S> parameters, Filter filter, ReadOnlySpan<Dual<T, S>> x, Span<Dual<T, S>> y)
    {
        var (values, slopes) = Apart(filter);
        using var factor = new Halves<T, S>(x);
        using var result = new Halves<T, S>(y);
        T.Convolve(parameters, values, factor.Values, result.Values);
        T.Convolve(parameters, slopes, factor.Values, result.Slopes);
        T.Convolve(parameters, values, factor.Slopes, result.Slopes);
        result.CopyTo(y);
    }

    public static void CorrelateImages(Span<S> gradient, Filter filter, ReadOnlySpan<Dual<T, S>> d, ReadOnlySpan<Dual<T, S>> x, int images)
    {
        var (values, slopes) = Apart(filter);
        using var left = new Halves<T, S>(d);
        using var right = new Halves<T, S>(x);
        T.CorrelateImages(gradient, values, left.Values, right.Values, images);
        T.CorrelateImages(gradient, slopes, left.Values, right.Slopes, images);
        T.CorrelateImages(gradient, slopes, left.Slopes, right.Values, images);
    }

    public static void Pick(ReadOnlySpan<S> parameters, WeightView table, Dual<T, S> row, Span<Dual<T, S>> entries)
    {
        var (values, slopes) = Apart(table);
        using var result = new Halves<T, S>(entries);
        T.Pick(parameters, values, row.Value, result.Values);
        T.Pick(parameters, slopes, row.Value, result.Slopes);
        result.CopyTo(entries);
    }

    public static void AddPicked(Span<S> gradient, WeightView table, Dual<T, S> row, ReadOnlySpan<Dual<T, S>> entries)
    {
        var (values, slopes) = Apart(table);
        using var halves = new Halves<T, S>(entries);
        T.AddPicked(gradient, values, row.Value, halves.Values);
        T.AddPicked(gradient, slopes, row.Value, halves.Slopes);
    }

    private static (Filter Values, Filter Slopes) Apart(Filter filter)
    {
        var values = filter with { Start = 2 * filter.Start, Stride = 2 * filter.Stride };
        return (values, values with { Start = values.Start + 1 });
    }

    private static (WeightView Values, WeightView Slopes) Apart(WeightView weights)
    {
        var values = weights with { Start = 2 * weights.Start, RowStride = 2 * weights.RowStride, ColumnStride = 2 * weights.ColumnStride };
        return (values, values with { Start = values.Start + 1 });
    }
}
