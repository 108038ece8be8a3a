using Assay.Claims;
using Assay.Matrices.Questions;
using Assay.Running;

namespace Assay.Matrices;

/// <summary>Claims about matrices.</summary>
/// <param name="files">Which files claims may name; those beside their document unless said.</param>
public sealed class MatricesDomain(NamedFiles? files = null) : IDomain
{
    /// <inheritdoc/>
    public string Name => "matrices";

    /// <inheritdoc/>
    public IReadOnlyList<ClaimKey> Keys { get; } =
    [
        new("arithmetic", "How Det, Rcond and Rank add products: plain, or fused (by fused multiply-add)."),
    ];

    /// <inheritdoc/>
    public Understanding Understand(ClaimDocument document, IReadOnlyList<Claim> claims, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(claims);
        return new Understanding([.. claims.Select(claim => new MatrixQuestion(claim, files ?? NamedFiles.InFolder))], []);
    }
}
