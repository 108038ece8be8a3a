using System.Globalization;
using Assay.Claims;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86;

/// <summary>Reads one line of text from left to right and reports the first thing that is wrong with it.</summary>
internal sealed class LineReader(string text, Place start, ICollection<Problem> problems)
{
    private int _at;

    /// <summary>Whether something was wrong; the rest of the line is then not worth reading.</summary>
    public bool Failed { get; private set; }

    public Place Here
    {
        get
        {
            SkipBlanks();
            return PlaceAt(_at);
        }
    }

    public bool AtEnd
    {
        get
        {
            SkipBlanks();
            return _at == text.Length;
        }
    }

    /// <summary>The next character, or nothing at the end.</summary>
    public char Next => AtEnd ? '\0' : text[_at];

    /// <summary>The text from a place on to here, for messages.</summary>
    public string Since(Place place) => text[(place.Column - start.Column).._at].Trim();

    public Place PlaceAt(int offset) => start with { Column = start.Column + offset };

    public bool TryTake(char wanted)
    {
        if (Next != wanted || AtEnd)
        {
            return false;
        }

        _at++;
        return true;
    }

    public bool TryTake(string wanted)
    {
        if (AtEnd || string.CompareOrdinal(text, _at, wanted, 0, wanted.Length) != 0)
        {
            return false;
        }

        _at += wanted.Length;
        return true;
    }

    /// <summary>The next word without taking it; empty when something else comes.</summary>
    public string PeekWord()
    {
        SkipBlanks();
        var end = _at;
        while (end < text.Length && IsWordCharacter(text[end]))
        {
            end++;
        }

        return text[_at..end];
    }

    public string TakeWord()
    {
        var word = PeekWord();
        _at += word.Length;
        return word;
    }

    /// <summary>A number: decimal, 0x1F or 1Fh. Fails when the next word is none.</summary>
    public Signed128? TakeNumber()
    {
        var place = Here;
        var word = TakeWord();
        var (digits, style) = word switch
        {
            ['0', 'x' or 'X', .. var hexadecimal] => (hexadecimal, NumberStyles.AllowHexSpecifier),
            [.. var hexadecimal, 'h' or 'H'] => ("0" + hexadecimal, NumberStyles.AllowHexSpecifier),
            _ => (word, NumberStyles.None),
        };
        if (ulong.TryParse(digits, style, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        Fail(place, $"'{word}' is no number of at most 64 bits.", "Write 31, 0x1F or 1Fh.");
        return null;
    }

    public void Fail(Place place, string message, string? advice = null)
    {
        if (!Failed)
        {
            problems.Add(new Problem(place, message, advice));
        }

        Failed = true;
    }

    /// <summary>Demands a character.</summary>
    public void Expect(char wanted, string after)
    {
        if (!TryTake(wanted))
        {
            Fail(Here, AtEnd ? $"A '{wanted}' is missing after {after}." : $"Expected '{wanted}' after {after}, found '{Next}'.");
        }
    }

    private void SkipBlanks()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }

    private static bool IsWordCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '@';
}
