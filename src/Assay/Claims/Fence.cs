namespace Assay.Claims;

/// <summary>A fenced block as it stands in the file.</summary>
/// <param name="Opening">Where the opening fence stands.</param>
/// <param name="Language">The first word of the info string, or nothing.</param>
/// <param name="Info">The rest of the info string.</param>
/// <param name="Lines">The lines between the fences.</param>
/// <param name="Closed">Whether a closing fence was found.</param>
internal sealed record Fence(
    Place Opening,
    string Language,
    ClaimText Info,
    IReadOnlyList<FenceLine> Lines,
    bool Closed);

/// <summary>One line between fences and where its first character stands.</summary>
internal readonly record struct FenceLine(string Text, Place Place);
