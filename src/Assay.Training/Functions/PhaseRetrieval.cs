using Assay.Statistics;

namespace Assay.Training.Functions;

/// <summary>
/// The mean of ((a x)^2 - (a z)^2)^2 / 4 over random vectors a, for a hidden z: not convex, and with enough vectors its only local minima are z
/// and -z (Sun, Qu and Wright 2018).
/// </summary>
/// <param name="size">Entries of x.</param>
/// <param name="measurements">How many vectors.</param>
/// <param name="hidden">Draws the vectors and z.</param>
internal sealed class PhaseRetrieval(int size, int measurements, Philox hidden) : TestFunction(size)
{
    private readonly double[] _vectors = Many(size * measurements, () => hidden.NextNormal());
    private readonly double[] _wanted = Scaled(size, hidden);

    private static double[] Scaled(int size, Philox random) => Many(size, () => random.NextNormal() / Math.Sqrt(size));

    public override double[] Start(Philox random) => Scaled(Dimension, random);

    public override double Gradient(ReadOnlySpan<double> at, Span<double> gradient)
    {
        var sum = 0.0;
        gradient[..Dimension].Clear();
        for (var i = 0; i < measurements; i++)
        {
            var (seen, off) = Measured(at, i);
            sum += off * off / 4;
            AddTo(gradient, i, off * seen / measurements);
        }

        return sum / measurements;
    }

    public override void HessianVector(ReadOnlySpan<double> at, ReadOnlySpan<double> direction, Span<double> result)
    {
        result[..Dimension].Clear();
        for (var i = 0; i < measurements; i++)
        {
            var (seen, off) = Measured(at, i);
            AddTo(result, i, ((2 * seen * seen) + off) * Dot(Vector(i), direction) / measurements);
        }
    }

    private ReadOnlySpan<double> Vector(int i) => _vectors.AsSpan(i * Dimension, Dimension);

    private (double Seen, double Off) Measured(ReadOnlySpan<double> at, int i)
    {
        var (seen, wanted) = (Dot(Vector(i), at), Dot(Vector(i), _wanted));
        return (seen, (seen * seen) - (wanted * wanted));
    }

    private void AddTo(Span<double> sum, int i, double factor)
    {
        var vector = Vector(i);
        for (var k = 0; k < Dimension; k++)
        {
            sum[k] += factor * vector[k];
        }
    }
}
