namespace Assay.Claims;

/// <summary>One <c>key: text</c> line of a claim block.</summary>
/// <param name="Key">The key.</param>
/// <param name="KeyPlace">Where the key stands.</param>
/// <param name="Value">The text, continuation lines included.</param>
public sealed record ClaimEntry(string Key, Place KeyPlace, ClaimText Value);
