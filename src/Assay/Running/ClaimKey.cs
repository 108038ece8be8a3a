namespace Assay.Running;

/// <summary>A key of claim blocks.</summary>
/// <param name="Name">The key as written.</param>
/// <param name="Meaning">What it says, for help and documentation.</param>
/// <param name="Repeats">Whether it may stand more than once.</param>
/// <param name="TakesPlaceOfClaim">Whether a block with this key needs no <c>claim</c> line.</param>
public sealed record ClaimKey(string Name, string Meaning, bool Repeats = false, bool TakesPlaceOfClaim = false);
