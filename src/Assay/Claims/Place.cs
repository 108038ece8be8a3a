namespace Assay.Claims;

/// <summary>A position in a text file.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Line">The line, counted from 1; 0 means the file as a whole.</param>
/// <param name="Column">The column in UTF-16 code units, counted from 1; 0 means the file as a whole.</param>
public readonly record struct Place(string File, int Line, int Column)
{
    /// <summary>The file as a whole.</summary>
    public static Place Whole(string file) => new(file, 0, 0);

    /// <summary>The place as <c>file:line:column</c>, which terminals and editors make clickable.</summary>
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}:{Column}";
}
