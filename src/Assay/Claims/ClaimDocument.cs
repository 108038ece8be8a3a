namespace Assay.Claims;

/// <summary>A Markdown file with the code blocks and claims found in it.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Blocks">Code blocks in order.</param>
/// <param name="Claims">Claims in order; blocks with problems are left out.</param>
/// <param name="Problems">What is wrong with the file or single blocks.</param>
public sealed record ClaimDocument(
    string File,
    IReadOnlyList<CodeBlock> Blocks,
    IReadOnlyList<Claim> Claims,
    IReadOnlyList<Problem> Problems)
{
    /// <summary>The whole text of the file; empty when it could not be read.</summary>
    public string Text { get; init; } = "";

    /// <summary>How many claim blocks the file has, those with problems included.</summary>
    public int ClaimBlocks { get; init; } = Claims.Count;
}
