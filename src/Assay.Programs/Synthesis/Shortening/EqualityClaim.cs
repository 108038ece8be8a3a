using Assay.Claims;

namespace Assay.Programs.Synthesis.Shortening;

/// <summary>The claim that two functions do the same, as a document that the front ends read.</summary>
internal static class EqualityClaim
{
    /// <summary>The document.</summary>
    /// <param name="blocks">The code of both.</param>
    /// <param name="before">How the first is called.</param>
    /// <param name="after">How the second is called.</param>
    /// <param name="assumptions">What is assumed of the inputs.</param>
    public static ClaimDocument Document(IReadOnlyList<CodeBlock> blocks, string before, string after, IReadOnlyList<ClaimText> assumptions)
    {
        var place = Place.Whole("shorten");
        Claim claim = new("shorten", place,
        [
            new ClaimEntry("equal", place, ClaimText.Of($"{before}, {after}", place)),
            .. assumptions.Select(assumption => new ClaimEntry("assume", assumption.Start, assumption)),
        ]);
        return new ClaimDocument(place.File, blocks, [claim], []);
    }
}
