using System.Numerics;

namespace Assay.Training.Optimizers;

/// <summary>A loss that can be evaluated at any point.</summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IObjective<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The loss at a point, and its gradient there.</summary>
    T Gradient(ReadOnlySpan<T> at, Span<T> gradient);

    /// <summary>The Hessian at a point times <paramref name="direction"/>.</summary>
    void HessianVector(ReadOnlySpan<T> at, ReadOnlySpan<T> direction, Span<T> result);
}
