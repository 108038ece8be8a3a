using System.Numerics;

namespace Assay.Training.Optimizers;

/// <summary>Adagrad (Duchi, Hazan and Singer, 2011), as PyTorch defines it.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Adagrad<T> : IOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AdagradSettings _settings;
    private readonly int _count;
    private readonly T[] _sum;

    /// <summary>Makes the rule for so many parameters.</summary>
    public Adagrad(int count, AdagradSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (_count, _settings) = (count, settings);
        _sum = Elementwise.State<T>(count);
        Array.Fill(_sum, T.CreateChecked(settings.Start));
    }

    /// <inheritdoc/>
    public Cost Spent { get; private set; }

    /// <inheritdoc/>
    public void Step(Span<T> parameters, ReadOnlySpan<T> gradient, T rate)
    {
        var pace = double.CreateChecked(rate) / (1 + (Spent.Gradients * _settings.RateDecay));
        Elementwise.Run(new Rule(_sum, Vectors(-pace), Vectors(_settings.Decay), Vectors(_settings.Epsilon)), _count, parameters, gradient);
        Spent += new Cost(1, 0);
    }

    private static Vector<T> Vectors(double value) => new(T.CreateChecked(value));

    private readonly struct Rule(T[] sums, Vector<T> step, Vector<T> decay, Vector<T> epsilon) : IElementwiseRule<T>
    {
        public Vector<T> Update(int first, Vector<T> parameters, Vector<T> gradient)
        {
            var slope = Flat.Fused(decay, parameters, gradient);
            var sum = Flat.Fused(slope, slope, Elementwise.At(sums, first));
            Elementwise.Put(sums, first, sum);
            return Flat.Fused(step, slope / (Vector.SquareRoot(sum) + epsilon), parameters);
        }
    }
}
