using Assay.Verdicts;

namespace Assay.Programs.Frontends.Alive;

/// <summary>What came out at some widths: <see cref="Correct"/>, <see cref="Wrong"/> or <see cref="Open"/>.</summary>
internal abstract record RewriteAnswer;

/// <summary>The target refines the source.</summary>
/// <param name="Reason">How that is known.</param>
/// <param name="Decider">Who says so.</param>
internal sealed record Correct(string Reason, string Decider) : RewriteAnswer;

/// <summary>It does not.</summary>
/// <param name="Counterexample">An input that shows it.</param>
/// <param name="Decider">Who found it.</param>
internal sealed record Wrong(Example Counterexample, string Decider) : RewriteAnswer;

/// <summary>Not settled.</summary>
/// <param name="Reason">Why not.</param>
internal sealed record Open(string Reason) : RewriteAnswer;
