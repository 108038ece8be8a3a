namespace Assay.Claims.Code;

/// <summary>A file of assembly text that holds one function; a comment in its first line carries the signature.</summary>
/// <param name="Signature">The signature, such as <c>Sort(eax, ebx) -> (eax, ebx)</c>.</param>
/// <param name="Code">The lines below it.</param>
public sealed record AssemblyFile(ClaimText Signature, ClaimText Code)
{
    private const string Advice = "Write for example: ; Max(eax, ebx) -> (eax)";

    /// <summary>The function's name.</summary>
    public string Name => Signature.Text[..Signature.Text.IndexOf('(', StringComparison.Ordinal)].TrimEnd();

    /// <summary>Reads the text of a file.</summary>
    public static (AssemblyFile? File, Problem? Problem) Parse(string file, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var first = Math.Max(0, Array.FindIndex(lines, line => line.Trim().Length > 0));
        var signature = lines[first].TrimStart(' ', '\t', ';', '#', '/');
        var place = new Place(file, first + 1, lines[first].Length - signature.Length + 1);
        if (lines[first].TrimStart() is not [';' or '#' or '/', ..] || !IsSignature(signature))
            return (null, new Problem(new Place(file, first + 1, 1), "The first line must be a comment with the signature of the function.", Advice));

        var code = lines[(first + 1)..];
        var places = code.Select((_, index) => new Place(file, first + 2 + index, 1)).ToList();
        return (new AssemblyFile(
            ClaimText.Of(signature.TrimEnd(), place),
            places.Count == 0 ? ClaimText.Of("", new Place(file, first + 1, 1)) : new ClaimText(string.Join('\n', code), places)), null);
    }

    /// <summary>The function as a code block.</summary>
    public CodeBlock ToBlock() => new("asm", Signature, Code);

    /// <summary>The same function under another name; what follows the name keeps its place.</summary>
    public AssemblyFile Renamed(string name)
    {
        var rest = Signature.Text[Name.Length..];
        var start = Signature.Start with { Column = Signature.Start.Column + Name.Length - name.Length };
        return this with { Signature = ClaimText.Of(name + rest, start) };
    }

    private static bool IsSignature(string text) =>
        text.IndexOf('(', StringComparison.Ordinal) is > 0 and var open
        && text[..open].TrimEnd() is [var initial, ..] name
        && !char.IsAsciiDigit(initial)
        && name.All(c => char.IsLetterOrDigit(c) || c == '_');
}
