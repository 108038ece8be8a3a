using Assay.Claims;
using Assay.Programs;
using Assay.Running;

namespace Assay.Cli.Claims;

/// <summary>The programs domain, asked about two methods of a compiled assembly instead of the code in a document.</summary>
internal sealed class CompiledMethods(ProgramsDomain programs, string assembly, string before, string after) : IDomain
{
    public string Name => programs.Name;

    public IReadOnlyList<ClaimKey> Keys => programs.Keys;

    public Understanding Understand(ClaimDocument document, IReadOnlyList<Claim> claims, CancellationToken cancellation) =>
        new([.. claims.Select(claim => programs.EqualMethods(claim, assembly, before, after))], []);
}
