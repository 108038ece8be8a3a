namespace Assay.Claims;

/// <summary>Knows where the lines of a text start and end, whichever line ends it uses.</summary>
internal sealed class LineIndex
{
    private readonly string _text;
    private readonly List<int> _starts = [0];

    public LineIndex(string text)
    {
        _text = text;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                _starts.Add(i + 1);
        }
    }

    /// <summary>The offset at which line <paramref name="line"/>, counted from 0, starts.</summary>
    public int Start(int line) => line < _starts.Count ? _starts[line] : _text.Length;

    /// <summary>The offset behind the last character of the line, its line end left out.</summary>
    public int End(int line)
    {
        var start = Start(line);
        var end = line + 1 < _starts.Count ? _starts[line + 1] : _text.Length;
        while (end > start && _text[end - 1] is '\r' or '\n')
            end--;
        return end;
    }

    /// <summary>The line, counted from 0, that holds the offset.</summary>
    public int LineOf(int offset)
    {
        var found = _starts.BinarySearch(offset);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>The place of the character at the offset.</summary>
    public Place Place(string file, int offset)
    {
        var line = LineOf(offset);
        return new Place(file, line + 1, offset - Start(line) + 1);
    }
}
