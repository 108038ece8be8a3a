using System.Numerics;
using Assay.Training.Passes;

namespace Assay.Training.Certified;

/// <summary>
/// A value with its first and second derivative along a line through the parameters, each enclosed. Layers run on it as on any other number, so that a
/// pass forward encloses the loss, its slope and its curvature along the line.
/// </summary>
/// <remarks>
/// A parameter is stored as two numbers, its value and its entry in the direction, both exact. Only passes forward are of use: gradients are not enclosed.
/// </remarks>
/// <param name="Value">The value.</param>
/// <param name="First">The first derivative.</param>
/// <param name="Second">The second.</param>
/// <param name="IsSmooth">Whether it surely has them: a rectified unit at its kink, or a tie that a maximum has to break, leaves that open.</param>
internal readonly record struct Taylor(Enclosure Value, Enclosure First, Enclosure Second, bool IsSmooth) : IReal<Taylor, double>
{
    private static readonly Enclosure Two = Enclosure.Of(2);
    private static readonly Enclosure One = Enclosure.Of(1);
    private static readonly Enclosure Half = Enclosure.Of(0.5);

    public static int Lanes => 1;

    public static int Width => 2;

    public static Taylor Of(double constant) => new(Enclosure.Of(constant), default, default, true);

    public static Taylor Parameter(ReadOnlySpan<double> parameters, int index) => new(Enclosure.Of(parameters[2 * index]), Enclosure.Of(parameters[(2 * index) + 1]), default, true);

    public static Taylor Load(ReadOnlySpan<double> samples) => Of(samples[0]);

    public static void Gather(ReadOnlySpan<double> table, ReadOnlySpan<int> rows, Span<Taylor> block)
    {
        for (var i = 0; i < block.Length; i++)
        {
            block[i] = Of(table[(rows[0] * block.Length) + i]);
        }
    }

    public static void Store(Taylor value, Span<double> samples) => samples[0] = value.Value.Middle;

    public static Taylor operator +(Taylor left, Taylor right) => new(left.Value + right.Value, left.First + right.First, left.Second + right.Second, left.IsSmooth && right.IsSmooth);

    public static Taylor operator -(Taylor left, Taylor right) => new(left.Value - right.Value, left.First - right.First, left.Second - right.Second, left.IsSmooth && right.IsSmooth);

    public static Taylor operator *(Taylor left, Taylor right) => new(
        left.Value * right.Value,
        (left.First * right.Value) + (left.Value * right.First),
        (left.Second * right.Value) + (Two * left.First * right.First) + (left.Value * right.Second),
        left.IsSmooth && right.IsSmooth);

    public static Taylor operator /(Taylor left, Taylor right)
    {
        var value = left.Value / right.Value;
        var first = (left.First - (value * right.First)) / right.Value;
        return new(value, first, (left.Second - (Two * first * right.First) - (value * right.Second)) / right.Value, left.IsSmooth && right.IsSmooth);
    }

    public static Taylor MultiplyAdd(Taylor left, Taylor right, Taylor addend) => (left * right) + addend;

    public static Taylor Exp(Taylor x)
    {
        var power = Enclosure.Exp(x.Value);
        return new(power, power * x.First, power * (x.Second + (x.First * x.First)), x.IsSmooth);
    }

    public static Taylor Log(Taylor x)
    {
        var first = x.First / x.Value;
        return new(Enclosure.Log(x.Value), first, (x.Second / x.Value) - (first * first), x.IsSmooth);
    }

    public static Taylor Sqrt(Taylor x)
    {
        var root = Enclosure.Sqrt(x.Value);
        var first = Half * x.First / root;
        return new(root, first, ((Half * x.Second) - (first * first)) / root, x.IsSmooth);
    }

    public static Taylor Tanh(Taylor x)
    {
        var tangent = Enclosure.Tanh(x.Value);
        var slope = One - (tangent * tangent);
        return new(tangent, slope * x.First, (slope * x.Second) - (Two * tangent * slope * x.First * x.First), x.IsSmooth);
    }

    /// <summary>Not enclosed well enough to be of use.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public static Taylor Erf(Taylor x) => throw new NotSupportedException("The error function is not enclosed.");

    public static Taylor WhereGreater(Taylor left, Taylor right, Taylor yes, Taylor no) =>
        left.Value.Low > right.Value.High ? yes : left.Value.High < right.Value.Low || IsSame(left, right) ? no : Either(yes, no);

    public static Taylor WhereEqual(Taylor left, Taylor right, Taylor yes, Taylor no) =>
        IsSame(left, right) ? yes : left.Value.Low > right.Value.High || left.Value.High < right.Value.Low ? no : Either(yes, no);

    public static Taylor Still(Taylor value) => double.IsFinite(value.Value.Middle) ? Of(value.Value.Middle) : value;

    public static Taylor Sum(Taylor value) => value;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public static void AddSum(Taylor value, Span<double> gradient, int index) => throw Forward();

    public static void Apply(ReadOnlySpan<double> parameters, WeightView weights, ReadOnlySpan<Taylor> x, Span<Taylor> y, int positions) =>
        EnclosedProducts.Apply(parameters, weights, x, y, positions);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public static void Correlate(Span<double> gradient, WeightView weights, ReadOnlySpan<Taylor> d, ReadOnlySpan<Taylor> x, int positions) => throw Forward();

    public static void Convolve(ReadOnlySpan<double> parameters, Filter filter, ReadOnlySpan<Taylor> x, Span<Taylor> y) => PlainFilters<Taylor, double>.Convolve(parameters, filter, x, y);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public static void CorrelateImages(Span<double> gradient, Filter filter, ReadOnlySpan<Taylor> d, ReadOnlySpan<Taylor> x, int images) => throw Forward();

    public static void Pick(ReadOnlySpan<double> parameters, WeightView table, Taylor row, Span<Taylor> entries)
    {
        var start = table.RowStart((int)row.Value.Low);
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = Parameter(parameters, start + (i * table.ColumnStride));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public static void AddPicked(Span<double> gradient, WeightView table, Taylor row, ReadOnlySpan<Taylor> entries) => throw Forward();

    // The same number at every point of the line, as far as second derivatives tell; comparing it then leaves nothing open.
    private static bool IsSame(Taylor left, Taylor right) => left.IsSmooth && right.IsSmooth && IsSame(left.Value, right.Value) && IsSame(left.First, right.First) && IsSame(left.Second, right.Second);

    private static bool IsSame(Enclosure left, Enclosure right) => left.IsPoint && right.IsPoint && left.Low == right.Low;

    private static Taylor Either(Taylor yes, Taylor no) => IsSame(yes, no) ? no : new(yes.Value.Or(no.Value), yes.First.Or(no.First), yes.Second.Or(no.Second), false);

    private static NotSupportedException Forward() => new("Gradients are not enclosed; run it forward.");
}
