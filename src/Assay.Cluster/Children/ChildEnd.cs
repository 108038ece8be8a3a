using Assay.Trials;

namespace Assay.Cluster.Children;

/// <summary>How a trial ended in a process: <see cref="ChildAnswered"/>, <see cref="ChildDied"/>, <see cref="ChildFull"/> or <see cref="ChildUnfit"/>. Use pattern matching.</summary>
internal abstract record ChildEnd;

/// <summary>There is an outcome.</summary>
/// <param name="Outcome">The outcome.</param>
internal sealed record ChildAnswered(TrialOutcome Outcome) : ChildEnd;

/// <summary>The process ended in the middle.</summary>
/// <param name="How">How, as one sentence.</param>
/// <param name="Words">The last it wrote.</param>
internal sealed record ChildDied(string How, string Words) : ChildEnd;

/// <summary>It took more memory than it may.</summary>
/// <param name="Outcome">What that means for the trial.</param>
/// <param name="IsFirst">Whether it was the first trial of its process; another may have left what filled it.</param>
internal sealed record ChildFull(SetAside Outcome, bool IsFirst) : ChildEnd;

/// <summary>The process never came so far as to take a trial: that is no fault of the trial.</summary>
/// <param name="How">How, as one sentence.</param>
/// <param name="IsForGood">Whether it is a program of another build.</param>
internal sealed record ChildUnfit(string How, bool IsForGood) : ChildEnd;
