using System.Numerics;
using System.Runtime.Intrinsics;
using Assay.Training.Passes;

namespace Assay.Training.Certified;

/// <summary>Sums of products of exact weights and enclosed numbers, by middles and radii with a bound on what rounding does (Rump 1999; Higham 2002, section 3.1).</summary>
internal static class EnclosedProducts
{
    // The unit roundoff of doubles, 2^-53.
    private const double Unit = 1.1102230246251565e-16;

    // Products that are too small for doubles lose less than this each; so do their sums.
    private const double Underflow = 1e-300;

    /// <inheritdoc cref="IReal{TSelf, S}.Apply"/>
    public static void Apply(ReadOnlySpan<double> parameters, WeightView weights, ReadOnlySpan<Taylor> x, Span<Taylor> y, int positions)
    {
        var (rows, columns) = (weights.Rows, weights.Columns);
        var (values, along) = (new double[rows * columns], new double[rows * columns]);
        for (var i = 0; i < values.Length; i++)
        {
            var place = 2 * (weights.Start + (i / columns * weights.RowStride) + (i % columns * weights.ColumnStride));
            (values[i], along[i]) = (parameters[place], parameters[place + 1]);
        }

        var isStill = along.AsSpan().IndexOfAnyExcept(0.0) < 0;
        var (zeroth, first, second) = (new Split(columns), new Split(columns), new Split(columns));
        for (var p = 0; p < positions; p++)
        {
            var own = x.Slice(p * columns, columns);
            var isSmooth = true;
            zeroth.Clear();
            first.Clear();
            second.Clear();
            for (var k = 0; k < columns; k++)
            {
                zeroth.Take(k, own[k].Value);
                first.Take(k, own[k].First);
                second.Take(k, own[k].Second);
                isSmooth &= own[k].IsSmooth;
            }

            for (var r = 0; r < rows; r++)
            {
                var weight = values.AsSpan(r * columns, columns);
                var slope = along.AsSpan(r * columns, columns);
                ref var sum = ref y[(p * rows) + r];
                var twice = isStill ? default : first.Dot(slope);
                sum = new(
                    sum.Value + zeroth.Dot(weight),
                    sum.First + first.Dot(weight) + (isStill ? default : zeroth.Dot(slope)),
                    sum.Second + second.Dot(weight) + twice + twice,
                    sum.IsSmooth && isSmooth);
            }
        }
    }

    // Numbers as middles and radii.
    private sealed class Split(int count)
    {
        private readonly double[] _middles = new double[count];
        private readonly double[] _radii = new double[count];
        private bool _isNothing;

        public void Clear() => _isNothing = true;

        public void Take(int index, Enclosure value)
        {
            (_middles[index], _radii[index]) = (value.Middle, value.Radius);
            _isNothing &= value is { Low: 0, High: 0 };
        }

        // Whatever the order, the rounded sum is within n u / (1 - n u) times the sum of absolute products. Twice that covers that the sum of absolute
        // products, and of radii, is rounded itself.
        public Enclosure Dot(ReadOnlySpan<double> weights)
        {
            if (_isNothing)
            {
                return default;
            }

            var (sums, sizes, spreads) = (Vector512<double>.Zero, Vector512<double>.Zero, Vector512<double>.Zero);
            var k = 0;
            for (; k <= count - Vector512<double>.Count; k += Vector512<double>.Count)
            {
                var weight = Vector512.Create(weights[k..]);
                var middle = Vector512.Create(_middles.AsSpan(k));
                sums = Vector512.FusedMultiplyAdd(weight, middle, sums);
                weight = Vector512.Abs(weight);
                sizes = Vector512.FusedMultiplyAdd(weight, Vector512.Abs(middle), sizes);
                spreads = Vector512.FusedMultiplyAdd(weight, Vector512.Create(_radii.AsSpan(k)), spreads);
            }

            var (sum, size, spread) = (Doubles.Total(sums), Doubles.Total(sizes), Doubles.Total(spreads));
            for (; k < count; k++)
            {
                sum = Math.FusedMultiplyAdd(weights[k], _middles[k], sum);
                size = Math.FusedMultiplyAdd(Math.Abs(weights[k]), Math.Abs(_middles[k]), size);
                spread = Math.FusedMultiplyAdd(Math.Abs(weights[k]), _radii[k], spread);
            }

            if (size == 0 && spread == 0)
            {
                // Products that are 0 because they are too small are covered as well.
                return IsNothing(weights) ? default : new(-Underflow, Underflow);
            }

            var slack = 2 * (count + 8) * Unit;
            var radius = (slack * size) + (spread * (1 + slack)) + Underflow;
            radius *= 1 + 1e-12;
            return new(Math.BitDecrement(sum - radius), Math.BitIncrement(sum + radius));
        }

        private bool IsNothing(ReadOnlySpan<double> weights)
        {
            for (var k = 0; k < count; k++)
            {
                if (weights[k] != 0 && (_middles[k] != 0 || _radii[k] != 0))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
