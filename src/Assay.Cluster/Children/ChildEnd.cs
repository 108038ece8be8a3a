using Assay.Trials;

namespace Assay.Cluster.Children;

/// <summary>How a trial ended in a process: <see cref="ChildAnswered"/> or <see cref="ChildDied"/>. Use pattern matching.</summary>
internal abstract record ChildEnd;

/// <summary>There is an outcome.</summary>
/// <param name="Outcome">The outcome.</param>
internal sealed record ChildAnswered(TrialOutcome Outcome) : ChildEnd;

/// <summary>The process ended in the middle.</summary>
/// <param name="How">How, as one sentence.</param>
/// <param name="Words">The last it wrote.</param>
internal sealed record ChildDied(string How, string Words) : ChildEnd;
