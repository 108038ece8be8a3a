using Assay.Statistics;

namespace Assay.Training.Functions;

/// <summary>The sum of 100 (y - x^2)^2 + (1 - x)^2 over neighbours x, y: a long bent valley (Rosenbrock 1960); from four dimensions on with a second minimum.</summary>
internal sealed class Rosenbrock(int dimension) : TestFunction(dimension)
{
    private const double Steepness = 100;

    public override double[] Start(Philox random) => Many(Dimension, () => Even(random, -2, 2));

    public override double Gradient(ReadOnlySpan<double> at, Span<double> gradient)
    {
        var sum = 0.0;
        gradient[..at.Length].Clear();
        for (var i = 0; i + 1 < at.Length; i++)
        {
            var (off, left) = (at[i + 1] - (at[i] * at[i]), 1 - at[i]);
            sum += (Steepness * off * off) + (left * left);
            gradient[i] += (-4 * Steepness * off * at[i]) - (2 * left);
            gradient[i + 1] += 2 * Steepness * off;
        }

        return sum;
    }

    public override void HessianVector(ReadOnlySpan<double> at, ReadOnlySpan<double> direction, Span<double> result)
    {
        result[..at.Length].Clear();
        for (var i = 0; i + 1 < at.Length; i++)
        {
            var mixed = -4 * Steepness * at[i];
            result[i] += (((12 * Steepness * at[i] * at[i]) - (4 * Steepness * at[i + 1]) + 2) * direction[i]) + (mixed * direction[i + 1]);
            result[i + 1] += (mixed * direction[i]) + (2 * Steepness * direction[i + 1]);
        }
    }
}
