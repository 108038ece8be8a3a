using System.Numerics;

namespace Assay.Training.Optimizers;

/// <summary>What happened in one step.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Loss">The loss before the step.</param>
/// <param name="Cost">What the step evaluated.</param>
/// <param name="HasMoved">Whether the parameters changed; a line search that finds nothing better leaves them.</param>
public readonly record struct StepReport<T>(T Loss, Cost Cost, bool HasMoved)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
