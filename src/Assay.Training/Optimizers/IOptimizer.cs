using System.Numerics;

namespace Assay.Training.Optimizers;

/// <summary>A rule that needs nothing but the gradient at the current point. It holds the state of one network.</summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What the steps so far cost: one gradient each.</summary>
    Cost Spent { get; }

    /// <summary>Changes the parameters once.</summary>
    /// <param name="parameters">The current point, which becomes the next one.</param>
    /// <param name="gradient">The gradient there, as long as <paramref name="parameters"/>.</param>
    /// <param name="rate">The learning rate of this step.</param>
    /// <exception cref="ArgumentException">A length is not that for which the optimiser was made.</exception>
    void Step(Span<T> parameters, ReadOnlySpan<T> gradient, T rate);
}
