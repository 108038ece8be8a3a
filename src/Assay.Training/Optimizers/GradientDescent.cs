using System.Numerics;
using System.Runtime.CompilerServices;

namespace Assay.Training.Optimizers;

/// <summary>
/// Gradient descent with momentum (Polyak, 1964) or that of Nesterov (1983), as PyTorch defines them: velocity = momentum *
/// velocity + gradient; the step goes along the velocity, with Nesterov along gradient + momentum * velocity. A velocity below every normal number is zero.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class GradientDescent<T> : IOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly GradientDescentSettings _settings;
    private readonly int _count;
    private readonly T[] _velocity;

    /// <summary>Makes the rule for so many parameters.</summary>
    public GradientDescent(int count, GradientDescentSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (_count, _settings) = (count, settings);
        _velocity = Elementwise.State<T>(settings.Momentum == 0 ? 0 : count);
    }

    /// <inheritdoc/>
    public Cost Spent { get; private set; }

    /// <inheritdoc/>
    public void Step(Span<T> parameters, ReadOnlySpan<T> gradient, T rate)
    {
        if (_settings.Momentum == 0)
        {
            Flat.CheckSameLength(_count, parameters.Length);
            Flat.Descend(parameters, gradient, -rate, T.CreateChecked(_settings.Decay));
        }
        else
        {
            var (step, decay, momentum) = (new Vector<T>(-rate), new Vector<T>(T.CreateChecked(_settings.Decay)), new Vector<T>(T.CreateChecked(_settings.Momentum)));
            Elementwise.Run(new Heavy(step, decay, momentum, _velocity, _settings.IsNesterov), _count, parameters, gradient);
        }

        Spent += new Cost(1, 0);
    }

    private readonly struct Heavy(Vector<T> step, Vector<T> decay, Vector<T> momentum, T[] velocity, bool isNesterov) : IElementwiseRule<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Update(int first, Vector<T> parameters, Vector<T> gradient)
        {
            var slope = Flat.Fused(decay, parameters, gradient);
            var next = Flat.Normal(Flat.Fused(momentum, Elementwise.At(velocity, first), slope));
            Elementwise.Put(velocity, first, next);
            return Flat.Fused(step, isNesterov ? Flat.Fused(momentum, next, slope) : next, parameters);
        }
    }
}
