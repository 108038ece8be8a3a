using System.Numerics;
using Assay.Claims;

namespace Assay.Training.Optimizers;

/// <summary>
/// An optimiser as a user describes it, such as <c>sgd(lr: 0.2, momentum: 0.9, batch: 32)</c> or
/// <c>sam(adam(lr: 1e-3, schedule: cosine, warmup: 40), rho: 0.05)</c>: one of it is made for every network.
/// </summary>
/// <param name="Text">The description.</param>
/// <param name="Settings">Which optimiser, with which settings.</param>
/// <param name="Rate">The learning rate that the schedule multiplies.</param>
/// <param name="Batch">How many samples one step sees, or null for all.</param>
/// <param name="Schedule">How the rate changes.</param>
/// <param name="Clip">The greatest length of a gradient, or null.</param>
public sealed record OptimizerRecipe(string Text, OptimizerSettings Settings, double Rate, int? Batch, Schedule Schedule, double? Clip)
{
    /// <summary>Where the size of batches is written; null where it is the usual one, or all samples.</summary>
    public Place? BatchPlace { get; init; }

    /// <summary>Whether a step needs nothing but the gradient at the current point, so that <see cref="CreateFirstOrder"/> can make it.</summary>
    public bool IsFirstOrder => Settings is FirstOrderSettings;

    /// <summary>Reads a description.</summary>
    /// <exception cref="TrainingException">It describes no optimiser; place and text say why, and what is possible.</exception>
    public static OptimizerRecipe Parse(ClaimText text) => OptimizerReader.Read(CallText.Parse(text));

    /// <inheritdoc cref="Parse(ClaimText)"/>
    public static OptimizerRecipe Parse(string text) => OptimizerReader.Read(CallText.Parse(text));

    /// <inheritdoc cref="Parse(ClaimText)"/>
    public static OptimizerRecipe Parse(CallText call) => OptimizerReader.Read(call);

    /// <summary>The rate of a step, counted from 0.</summary>
    public double RateAt(long step, long total) => Rate * Schedule.Factor(step, total);

    /// <summary>The optimiser for one network of so many parameters.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    public IObjectiveOptimizer<T> Create<T>(int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Settings.Create<T>(count, Clip);

    /// <summary>The rule for one network of so many parameters; it clips gradients where that is asked for.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="InvalidOperationException">A step needs more than the gradient at the current point.</exception>
    public IOptimizer<T> CreateFirstOrder<T>(int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Settings is FirstOrderSettings first ? first.CreateRule<T>(count, Clip)
            : throw new InvalidOperationException($"'{Text}' evaluates the loss elsewhere than at the current point.");

    /// <inheritdoc/>
    public override string ToString() => Text;
}
