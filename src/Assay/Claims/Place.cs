namespace Assay.Claims;

/// <summary>A position in a text file.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column in UTF-16 code units, counted from 1.</param>
public readonly record struct Place(string File, int Line, int Column)
{
    /// <summary>The place as <c>file:line:column</c>, which terminals and editors make clickable.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
