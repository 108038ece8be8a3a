namespace Assay.Claims.Code;

/// <summary>The text of a file that can be blanked and added to while every character keeps its place.</summary>
internal sealed class PlacedText(string file, string text)
{
    private readonly char[] _characters = text.ToCharArray();
    private readonly SortedDictionary<int, string> _insertions = [];

    /// <summary>Replaces everything but line ends by blanks.</summary>
    public void Blank(int start, int end)
    {
        for (var i = Math.Max(0, start); i < Math.Min(end, _characters.Length); i++)
        {
            if (_characters[i] is not ('\r' or '\n'))
                _characters[i] = ' ';
        }
    }

    /// <summary>Adds a word before the character at this offset, on a line of its own.</summary>
    public void Insert(int offset, string word) => _insertions[offset] = word;

    /// <summary>The blanked text without the words that were added.</summary>
    public override string ToString() => new(_characters);

    /// <summary>The text with the words that were added.</summary>
    public ClaimText ToClaimText()
    {
        var lines = new List<string>();
        var places = new List<Place>();
        var index = new LineIndex(text);
        var pending = new Queue<KeyValuePair<int, string>>(_insertions);
        for (var line = 0; line == 0 || index.Start(line) < text.Length; line++)
        {
            var (start, end) = (index.Start(line), index.End(line));
            while (pending.TryPeek(out var insertion) && insertion.Key <= end)
            {
                Add(start, insertion.Key);
                lines.Add(insertion.Value);
                places.Add(index.Place(file, insertion.Key));
                start = pending.Dequeue().Key;
            }

            Add(start, end);
        }

        return new ClaimText(string.Join('\n', lines), places);

        void Add(int start, int end)
        {
            lines.Add(new string(_characters, start, end - start));
            places.Add(index.Place(file, start));
        }
    }
}
