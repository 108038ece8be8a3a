using System.Runtime.InteropServices;

namespace Assay.Training.Passes;

/// <summary>One double: the plain arithmetic that all others are checked against.</summary>
/// <param name="Value">The number.</param>
internal readonly record struct Real(double Value) : IReal<Real, double>
{
    public static int Lanes => 1;

    public static int Width => 1;

    public static Real Of(double constant) => new(constant);

    public static Real Parameter(ReadOnlySpan<double> parameters, int index) => new(parameters[index]);

    public static Real Load(ReadOnlySpan<double> samples) => new(samples[0]);

    public static void Gather(ReadOnlySpan<double> table, ReadOnlySpan<int> rows, Span<Real> block) =>
        MemoryMarshal.Cast<double, Real>(table.Slice(rows[0] * block.Length, block.Length)).CopyTo(block);

    public static void Store(Real value, Span<double> samples) => samples[0] = value.Value;

    public static Real operator +(Real left, Real right) => new(left.Value + right.Value);

    public static Real operator -(Real left, Real right) => new(left.Value - right.Value);

    public static Real operator *(Real left, Real right) => new(left.Value * right.Value);

    public static Real operator /(Real left, Real right) => new(left.Value / right.Value);

    public static Real MultiplyAdd(Real left, Real right, Real addend) => new(Math.FusedMultiplyAdd(left.Value, right.Value, addend.Value));

    public static Real Exp(Real value) => new(Math.Exp(value.Value));

    public static Real Log(Real value) => new(Math.Log(value.Value));

    public static Real Sqrt(Real value) => new(Math.Sqrt(value.Value));

    public static Real Tanh(Real value) => new(Math.Tanh(value.Value));

    public static Real Erf(Real value) => new(ErrorFunction.Of(value.Value));

    public static Real WhereGreater(Real left, Real right, Real yes, Real no) => left.Value > right.Value ? yes : no;

    public static Real WhereEqual(Real left, Real right, Real yes, Real no) => left.Value == right.Value ? yes : no;

    public static Real Sum(Real value) => value;

    public static void AddSum(Real value, Span<double> gradient, int index) => gradient[index] += value.Value;

    public static void Apply(ReadOnlySpan<double> parameters, WeightView weights, ReadOnlySpan<Real> x, Span<Real> y, int positions)
    {
        for (var p = 0; p < positions; p++)
        {
            for (var r = 0; r < weights.Rows; r++)
            {
                var sum = y[(p * weights.Rows) + r];
                for (var k = 0; k < weights.Columns; k++)
                {
                    var weight = Parameter(parameters, weights.Start + (r * weights.RowStride) + (k * weights.ColumnStride));
                    sum = MultiplyAdd(weight, x[(p * weights.Columns) + k], sum);
                }

                y[(p * weights.Rows) + r] = sum;
            }
        }
    }

    public static void Correlate(Span<double> gradient, WeightView weights, ReadOnlySpan<Real> d, ReadOnlySpan<Real> x, int positions)
    {
        for (var r = 0; r < weights.Rows; r++)
        {
            for (var k = 0; k < weights.Columns; k++)
            {
                var place = weights.Start + (r * weights.RowStride) + (k * weights.ColumnStride);
                for (var p = 0; p < positions; p++)
                {
                    gradient[place] = Math.FusedMultiplyAdd(d[(p * weights.Rows) + r].Value, x[(p * weights.Columns) + k].Value, gradient[place]);
                }
            }
        }
    }

    public static void Convolve(ReadOnlySpan<double> parameters, Filter filter, ReadOnlySpan<Real> x, Span<Real> y) =>
        PlainFilters<Real, double>.Convolve(parameters, filter, x, y);

    public static void Pick(ReadOnlySpan<double> parameters, WeightView table, Real row, Span<Real> entries)
    {
        var start = table.RowStart((int)row.Value);
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = new(parameters[start + (i * table.ColumnStride)]);
        }
    }

    public static void AddPicked(Span<double> gradient, WeightView table, Real row, ReadOnlySpan<Real> entries)
    {
        var start = table.RowStart((int)row.Value);
        for (var i = 0; i < entries.Length; i++)
        {
            gradient[start + (i * table.ColumnStride)] += entries[i].Value;
        }
    }

    public static void CorrelateImages(Span<double> gradient, Filter filter, ReadOnlySpan<Real> d, ReadOnlySpan<Real> x, int images) =>
        PlainFilters<Real, double>.CorrelateImages(gradient, filter, d, x, images);
}
