using System.Numerics;

namespace Assay.Training.Optimizers;

/// <summary>
/// Adds strength * ||gradient||^2 to the loss (Barrett and Dherin, Implicit Gradient Regularization, 2021), whose gradient is
/// 2 * strength * Hessian * gradient. Another rule steps with the sum.
/// </summary>
/// <remarks>
/// The product is exact, for one gradient and one product with the Hessian a step; or it is the forward difference of gradients
/// over the distance 0.01 along the gradient (Geiping and others, Stochastic Training is Not Necessary for Generalization,
/// 2022), for two gradients a step and an error in proportion to that distance.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="count">How many parameters there are.</param>
/// <param name="rule">The rule that steps.</param>
/// <param name="strength">The factor of the squared length.</param>
/// <param name="isExact">Whether the product is exact.</param>
public sealed class GradientPenalty<T>(int count, IOptimizer<T> rule, double strength, bool isExact) : IObjectiveOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Distance = 0.01;

    private readonly T[] _gradient = new T[count];
    private readonly T[] _product = new T[count];
    private readonly T[] _away = new T[isExact ? 0 : count];

    /// <inheritdoc/>
    public Cost Spent { get; private set; }

    /// <inheritdoc/>
    public StepReport<T> Step(Span<T> parameters, IObjective<T> objective, T rate)
    {
        ArgumentNullException.ThrowIfNull(objective);
        Flat.CheckSameLength(count, parameters.Length);
        var loss = objective.Gradient(parameters, _gradient);
        var cost = isExact ? new Cost(1, 1) : new Cost(2, 0);
        if (isExact)
        {
            objective.HessianVector(parameters, _gradient, _product);
        }
        else
        {
            Difference(parameters, objective);
        }

        Flat.Along(_gradient, T.CreateChecked(2 * strength), _product, _gradient);
        rule.Step(parameters, _gradient, rate);
        Spent += cost;
        return new StepReport<T>(loss, cost, true);
    }

    private void Difference(ReadOnlySpan<T> parameters, IObjective<T> objective)
    {
        var norm = Flat.Norm<T>(_gradient);
        var step = norm > T.Zero ? T.CreateChecked(Distance) / norm : T.One;
        Flat.Along(parameters, step, _gradient, _away);
        objective.Gradient(_away, _product);
        Flat.Along(_product, -T.One, _gradient, _product);
        Flat.Scale(_product, T.One / step);
    }
}
