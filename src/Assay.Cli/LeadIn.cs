using Assay.Claims;
using Assay.Reporting.Html;
using Assay.Running;

namespace Assay.Cli;

/// <summary>The README of the folder that all documents of a run stand in; it leads into a site.</summary>
internal static class LeadIn
{
    private const string Name = "README.md";
    private const long MostBytes = 1 << 20;

    /// <summary>The README as a document without claims; none where there is none, or it is among the documents already.</summary>
    public static IEnumerable<DocumentResult> Of(RunReport report)
    {
        if (report.Documents.Count == 0)
            return [];
        var file = new FileInfo(Path.Combine(HtmlSite.Folder(report), Name));
        try
        {
            return file.Exists && file.LinkTarget is null && file.Length <= MostBytes && !report.Documents.Any(document => Path.GetFullPath(document.Document.File) == file.FullName)
                ? [new DocumentResult(new ClaimDocument(file.FullName, [], [], []) { Text = File.ReadAllText(file.FullName) }, [])]
                : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
