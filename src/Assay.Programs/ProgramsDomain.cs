using Assay.Claims;
using Assay.Running;

namespace Assay.Programs;

/// <summary>Claims about programs and integer arithmetic.</summary>
/// <param name="options">What users may choose.</param>
public sealed class ProgramsDomain(ProgramsOptions options) : IDomain
{
    /// <inheritdoc/>
    public string Name => "programs";

    /// <inheritdoc/>
    public IReadOnlyList<ClaimKey> Keys { get; } =
    [
        new("arithmetic", "Whether overflow wraps or throws: unchecked or checked."),
        new("equal", "Two functions that must do the same, as in: Before, After. Takes the place of 'claim'.", TakesPlaceOfClaim: true),
    ];

    /// <inheritdoc/>
    public Understanding Understand(ClaimDocument document, IReadOnlyList<Claim> claims, CancellationToken cancellation) =>
        throw new NotSupportedException(options.ToString());

    /// <summary>The question whether two static methods of a compiled assembly do the same.</summary>
    /// <param name="claim">The claim it stands for; its keys <c>assume</c>, <c>budget</c> and <c>expect</c> count.</param>
    /// <param name="assembly">The path of the assembly.</param>
    /// <param name="before">The first method, as <c>Namespace.Type.Method</c>.</param>
    /// <param name="after">The second method.</param>
    public IQuestion EqualMethods(Claim claim, string assembly, string before, string after) =>
        throw new NotSupportedException(options.ToString());
}
