using Assay.Claims;

namespace Assay.Running;

/// <summary>What became of the claims of one document.</summary>
/// <param name="Document">The document.</param>
/// <param name="Results">One result per claim that was reached, in order.</param>
public sealed record DocumentResult(ClaimDocument Document, IReadOnlyList<ClaimResult> Results);
