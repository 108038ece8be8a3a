using System.Numerics;
using Assay.Training.Rows;

namespace Assay.Training.Optimizers;

/// <summary>Evaluates the gradient where a rule needs nothing else.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="count">How many parameters there are.</param>
/// <param name="rule">The rule.</param>
public sealed class FirstOrder<T>(int count, IOptimizer<T> rule) : IObjectiveOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AlignedRoom<T> _gradient = new(count);

    /// <inheritdoc/>
    public Cost Spent => rule.Spent;

    /// <inheritdoc/>
    public StepReport<T> Step(Span<T> parameters, IObjective<T> objective, T rate)
    {
        ArgumentNullException.ThrowIfNull(objective);
        Flat.CheckSameLength(count, parameters.Length);
        var gradient = _gradient.Span;
        var loss = objective.Gradient(parameters, gradient);
        rule.Step(parameters, gradient, rate);
        return new StepReport<T>(loss, new Cost(1, 0), true);
    }
}
