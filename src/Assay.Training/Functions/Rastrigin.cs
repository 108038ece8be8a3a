using Assay.Statistics;

namespace Assay.Training.Functions;

/// <summary>The sum of x^2 + 10 (1 - cos 2 pi x): convex on a large scale, with about 11 local minima in each of its dimensions within 5.12 (Rastrigin 1974).</summary>
internal sealed class Rastrigin(int dimension) : TestFunction(dimension)
{
    private const double Depth = 10;
    private const double Bound = 5.12;

    public override double[] Start(Philox random) => Many(Dimension, () => Even(random, -Bound, Bound));

    public override double Gradient(ReadOnlySpan<double> at, Span<double> gradient)
    {
        var sum = 0.0;
        for (var i = 0; i < at.Length; i++)
        {
            var (sine, cosine) = Math.SinCos(2 * Math.PI * at[i]);
            sum += (at[i] * at[i]) + (Depth * (1 - cosine));
            gradient[i] = (2 * at[i]) + (Depth * 2 * Math.PI * sine);
        }

        return sum;
    }

    public override void HessianVector(ReadOnlySpan<double> at, ReadOnlySpan<double> direction, Span<double> result)
    {
        for (var i = 0; i < at.Length; i++)
        {
            result[i] = (2 + (Depth * 4 * Math.PI * Math.PI * Math.Cos(2 * Math.PI * at[i]))) * direction[i];
        }
    }
}
