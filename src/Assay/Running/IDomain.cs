using Assay.Claims;
using Assay.Trials;

namespace Assay.Running;

/// <summary>A field of knowledge that understands claims, such as programs or matrices.</summary>
public interface IDomain
{
    /// <summary>The name that stands behind <c>domain:</c>.</summary>
    string Name { get; }

    /// <summary>The keys that a claim block of this domain may use beside the common ones.</summary>
    IReadOnlyList<ClaimKey> Keys { get; }

    /// <summary>Files beside Markdown whose claims belong to this domain.</summary>
    IReadOnlyList<IDocumentFormat> Formats => [];

    /// <summary>What other machines can do for claims of this domain.</summary>
    IReadOnlyList<ITrialKind> Trials => [];

    /// <summary>Understands all claims of one document that belong to this domain.</summary>
    /// <returns>One question per claim, in order, and what is wrong with the document beside its claims.</returns>
    Understanding Understand(ClaimDocument document, IReadOnlyList<Claim> claims, CancellationToken cancellation);
}
