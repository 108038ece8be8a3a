using System.Text;
using Assay.Claims;

namespace Assay.Programs.Frontends.CSharp;

/// <summary>
/// The C# text that is compiled for a document, line by line, with the place of the document where each line comes from.
/// </summary>
internal sealed class SourceText
{
    private readonly StringBuilder _text = new();
    private readonly List<(Place? Place, object? Owner)> _lines = [];

    public override string ToString() => _text.ToString();

    /// <summary>Adds one line of our own; errors in it are the owner's.</summary>
    public void Add(string line, object? owner = null, Place? place = null)
    {
        _text.Append(line).Append('\n');
        _lines.Add((place, owner));
    }

    /// <summary>Adds the user's text, each line of it on a line of its own.</summary>
    public void Add(ClaimText text, object owner)
    {
        var lines = text.Text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            Add(lines[i].TrimEnd('\r'), owner, text.Places[Math.Min(i, text.Places.Count - 1)]);
        }
    }

    /// <summary>The place in the document of a place in the compiled text, both counted from 1.</summary>
    public Place Map(Place compiled)
    {
        var index = Math.Clamp(compiled.Line - 1, 0, _lines.Count - 1);
        return _lines[index].Place is { } place
            ? place with { Column = place.Column + compiled.Column - 1 }
            : compiled with { File = "generated code" };
    }

    /// <summary>Who brought a line: a block, a claim, or null for the frame.</summary>
    public object? OwnerOf(int line) => _lines[Math.Clamp(line - 1, 0, _lines.Count - 1)].Owner;

    /// <summary>The place of a line in the document, when it has one.</summary>
    public Place? PlaceOf(int line) => _lines[Math.Clamp(line - 1, 0, _lines.Count - 1)].Place;
}
