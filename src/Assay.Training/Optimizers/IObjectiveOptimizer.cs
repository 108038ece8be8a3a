using System.Numerics;

namespace Assay.Training.Optimizers;

/// <summary>A rule that evaluates the loss where it likes. It holds the state of one network.</summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IObjectiveOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What all steps so far cost.</summary>
    Cost Spent { get; }

    /// <summary>Changes the parameters once.</summary>
    /// <param name="parameters">The current point, which becomes the next one.</param>
    /// <param name="objective">The loss; for <see cref="Lbfgs{T}"/> and <see cref="NewtonCg{T}"/> the same in every step.</param>
    /// <param name="rate">The learning rate of this step.</param>
    /// <exception cref="ArgumentException">The number of parameters is not that for which the optimiser was made.</exception>
    StepReport<T> Step(Span<T> parameters, IObjective<T> objective, T rate);
}
