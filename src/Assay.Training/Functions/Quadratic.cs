using Assay.Statistics;

namespace Assay.Training.Functions;

/// <summary>Half the sum of c x^2, with curvatures c in a geometric series from 1 to the condition: convex.</summary>
internal sealed class Quadratic(int dimension, double condition) : TestFunction(dimension)
{
    public override double[] Start(Philox random) => Many(Dimension, () => random.NextNormal());

    public override double Gradient(ReadOnlySpan<double> at, Span<double> gradient)
    {
        HessianVector(at, at, gradient);
        return 0.5 * Dot(at, gradient);
    }

    public override void HessianVector(ReadOnlySpan<double> at, ReadOnlySpan<double> direction, Span<double> result)
    {
        for (var i = 0; i < at.Length; i++)
        {
            result[i] = Math.Pow(condition, i / Math.Max(1.0, at.Length - 1)) * direction[i];
        }
    }
}
