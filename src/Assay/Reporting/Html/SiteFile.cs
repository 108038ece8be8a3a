namespace Assay.Reporting.Html;

/// <summary>One file of a site.</summary>
/// <param name="Path">Where it goes, from the folder of the site: names of ASCII letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, with <c>/</c> between them.</param>
/// <param name="Text">What it holds.</param>
public sealed record SiteFile(string Path, string Text);
