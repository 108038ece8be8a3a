using System.Numerics;

namespace Assay.Training.Optimizers;

/// <summary>
/// Sharpness-aware minimisation (Foret, Kleiner, Mobahi and Neyshabur, 2021): the gradient is taken at the point that lies
/// rho along the gradient, scaled to length 1, and another rule steps with it from where it was. Two gradients a step.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="count">How many parameters there are.</param>
/// <param name="rule">The rule that steps.</param>
/// <param name="rho">How far away the gradient is taken.</param>
public sealed class Sam<T>(int count, IOptimizer<T> rule, double rho) : IObjectiveOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _gradient = new T[count];
    private readonly T[] _away = new T[count];

    /// <inheritdoc/>
    public Cost Spent { get; private set; }

    /// <inheritdoc/>
    public StepReport<T> Step(Span<T> parameters, IObjective<T> objective, T rate)
    {
        ArgumentNullException.ThrowIfNull(objective);
        Flat.CheckSameLength(count, parameters.Length);
        var loss = objective.Gradient(parameters, _gradient);
        var norm = Flat.Norm<T>(_gradient);
        Flat.Along(parameters, norm > T.Zero ? T.CreateChecked(rho) / norm : T.Zero, _gradient, _away);
        objective.Gradient(_away, _gradient);
        rule.Step(parameters, _gradient, rate);
        var cost = new Cost(2, 0);
        Spent += cost;
        return new StepReport<T>(loss, cost, true);
    }
}
