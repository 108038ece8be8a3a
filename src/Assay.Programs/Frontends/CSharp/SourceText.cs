using System.Text;
using Assay.Claims;

namespace Assay.Programs.Frontends.CSharp;

/// <summary>
/// One file of C# text that is compiled for a document, line by line, with the place of the document where each line comes from.
/// </summary>
/// <param name="name">The name of the file in diagnostics and symbols.</param>
/// <param name="owner">Whose errors are those in this text.</param>
internal sealed class SourceText(string name, object owner)
{
    private readonly StringBuilder _text = new();
    private readonly List<Place?> _lines = [];

    public string Name => name;

    public object Owner => owner;

    public override string ToString() => _text.ToString();

    /// <summary>Adds one line of our own; errors in it are shown at the given place.</summary>
    public void Add(string line, Place? place = null)
    {
        _text.Append(line).Append('\n');
        _lines.Add(place);
    }

    /// <summary>Adds the user's text, each line of it on a line of its own.</summary>
    public void Add(ClaimText text)
    {
        var lines = text.Text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            Add(lines[i].TrimEnd('\r'), text.Places[Math.Min(i, text.Places.Count - 1)]);
        }
    }

    /// <summary>The place in the document of a line and column of this text, both counted from 1.</summary>
    public Place Map(int line, int column)
    {
        // A line of our own stands for the user's line before it, or after it at the start.
        var index = Math.Clamp(line - 1, 0, _lines.Count - 1);
        if (_lines[index] is { } exact)
        {
            return exact with { Column = exact.Column + column - 1 };
        }

        return _lines.Take(index).LastOrDefault(place => place is not null)
            ?? _lines.Skip(index).FirstOrDefault(place => place is not null)
            ?? new Place(name, line, column);
    }
}
