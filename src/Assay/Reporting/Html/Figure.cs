namespace Assay.Reporting.Html;

/// <summary>A drawing that shows how a claim came out.</summary>
/// <param name="Caption">What it shows, in a sentence; also for those who cannot see it.</param>
/// <param name="Svg">The drawing, a whole SVG document.</param>
public sealed record Figure(string Caption, string Svg);
