using Assay.Trials;

namespace Assay.Running.Spread;

/// <summary>Where claims of a run are decided, when that is not the thread that asks.</summary>
/// <param name="Executor">Runs the trials.</param>
/// <param name="Manner">Options that answers depend on; the workers' <see cref="ClaimTrials"/> read them.</param>
public sealed record ClaimSpread(ITrialExecutor Executor, string Manner);
