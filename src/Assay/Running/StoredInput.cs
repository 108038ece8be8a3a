namespace Assay.Running;

/// <summary>An input that settled a claim once, to be replayed; never a verdict to believe.</summary>
/// <param name="Fingerprint">The claim it belongs to; see <see cref="ClaimFingerprint"/>.</param>
/// <param name="Assignment">A value for every variable, as a <c>witness:</c> line gives them.</param>
public sealed record StoredInput(string Fingerprint, string Assignment);
