using Assay.Claims;
using Assay.Cli.Terminal;
using Assay.Running;

namespace Assay.Cli;

/// <summary>Finds documents without making the user wait when the search is cancelled.</summary>
internal static class DocumentSearch
{
    /// <exception cref="OperationCanceledException">The user cancelled.</exception>
    public static (IReadOnlyList<ClaimDocument> Documents, IReadOnlyList<Problem> Problems) Find(
        IReadOnlyList<string> paths, IReadOnlyList<IDomain> domains, Surroundings surroundings)
    {
        var finder = new DocumentFinder(new ClaimDocumentReader(domains) { Shown = surroundings.Shown });
        return BigStack.Run(() => finder.Find(paths), RunOptions.DefaultGrace, surroundings.Cancellation);
    }
}
