using System.Runtime.CompilerServices;
using Assay.Claims;
using Assay.Running;

namespace Assay.Testing;

/// <summary>Claims of a document as one test.</summary>
public static class ClaimFile
{
    /// <summary>Passes if every claim of a document comes out as the document expects.</summary>
    /// <param name="path">The document; from the folder of the test's own source where it is no whole path.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="caller">The source of the test; the compiler says it.</param>
    /// <exception cref="ClaimFailedException">One does not, or cannot be understood; the message tells all of these.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void ShouldComeOutAsExpected(string path, CancellationToken cancellation = default, [CallerFilePath] string caller = "")
    {
        ArgumentNullException.ThrowIfNull(path);
        var file = Path.Combine(Path.GetDirectoryName(caller) ?? "", path);
        var domains = ClaimTest.Domains();
        var reader = new ClaimDocumentReader(domains);
        var document = BigStack.Run(() => reader.Read(file, path), RunOptions.DefaultGrace, cancellation);
        if (document.Claims.Count == 0 && document.Problems.Count == 0)
            throw new ClaimFailedException($"{path} holds no claim.");

        var report = ClaimTest.Run(domains, document, cancellation);
        cancellation.ThrowIfCancellationRequested();
        var (problems, failed) = (report.Documents[0].Document.Problems, report.Results.Where(result => result.Standing != Standing.AsExpected).ToList());
        if (problems.Count + failed.Count > 0)
        {
            var stories = failed.Select(ClaimStory.Of);
            throw new ClaimFailedException(string.Join("\n\n", [$"{failed.Count} of {document.ClaimBlocks} claims of {path} did not come out as expected.", .. problems.Count > 0 ? [ClaimStory.Of(problems)] : Array.Empty<string>(), .. stories]));
        }
    }
}
