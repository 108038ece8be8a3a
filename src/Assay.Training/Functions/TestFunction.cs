using Assay.Statistics;
using Assay.Training.Optimizers;

namespace Assay.Training.Functions;

/// <summary>A function of some numbers whose least value is 0, with its derivatives in closed form.</summary>
/// <param name="dimension">How many numbers.</param>
internal abstract class TestFunction(int dimension) : IObjective<double>
{
    /// <summary>How many numbers it takes.</summary>
    public int Dimension => dimension;

    /// <summary>A random place to start from.</summary>
    public abstract double[] Start(Philox random);

    /// <inheritdoc/>
    public abstract double Gradient(ReadOnlySpan<double> at, Span<double> gradient);

    /// <inheritdoc/>
    public abstract void HessianVector(ReadOnlySpan<double> at, ReadOnlySpan<double> direction, Span<double> result);

    /// <summary>A number evenly between two others.</summary>
    protected static double Even(Philox random, double low, double high) => low + ((high - low) * random.NextUnit());

    /// <summary>So many of them.</summary>
    protected static double[] Many(int count, Func<double> draw) => [.. Enumerable.Range(0, count).Select(_ => draw())];

    /// <summary>The inner product.</summary>
    protected static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
