namespace Assay.Claims;

/// <summary>A kind of file beside Markdown that holds claims, such as Alive's rewrites.</summary>
public interface IDocumentFormat
{
    /// <summary>The extension of such files with its dot, in lower case.</summary>
    string Extension { get; }

    /// <summary>What a claim looks like in such a file, for one that has none.</summary>
    string Advice { get; }

    /// <summary>Makes a document of a file's text; whatever is wrong with it becomes a problem.</summary>
    /// <param name="file">The name that places use.</param>
    /// <param name="text">The text.</param>
    ClaimDocument Read(string file, string text);
}
