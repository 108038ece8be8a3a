namespace Assay.Matrices.Checking;

/// <summary>A check would take too much time or memory.</summary>
/// <param name="message">What would, as one sentence.</param>
internal sealed class BeyondLimitException(string message) : Exception(message);
