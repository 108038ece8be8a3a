using System.Numerics;

namespace Assay.Training.Optimizers;

/// <summary>Clips each gradient by its length before another rule takes it.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="count">How many parameters there are.</param>
/// <param name="inner">The rule.</param>
/// <param name="most">The greatest length.</param>
public sealed class ClippingOptimizer<T>(int count, IOptimizer<T> inner, double most) : IOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _clipped = new T[count];

    /// <inheritdoc/>
    public Cost Spent => inner.Spent;

    /// <inheritdoc/>
    public void Step(Span<T> parameters, ReadOnlySpan<T> gradient, T rate)
    {
        Flat.CheckSameLength(count, gradient.Length);
        gradient.CopyTo(_clipped);
        Clipping.ByNorm(_clipped, T.CreateChecked(most));
        inner.Step(parameters, _clipped, rate);
    }
}
