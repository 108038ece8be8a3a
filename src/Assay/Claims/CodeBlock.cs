namespace Assay.Claims;

/// <summary>A fenced code block of a claim document that is not a claim: it defines things.</summary>
/// <param name="Language">The first word of the info string, such as <c>csharp</c> or <c>asm</c>.</param>
/// <param name="Info">The rest of the info string.</param>
/// <param name="Code">The text between the fences.</param>
public sealed record CodeBlock(string Language, ClaimText Info, ClaimText Code);
