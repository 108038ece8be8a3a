namespace Assay.LanguageModels.Transformers;

/// <summary>
/// A text as numbers of words, and questions about its beginnings: each is read as if the text ended before it, so that many are answered at the
/// price of one text.
/// </summary>
internal sealed class TokenSequence
{
    private readonly List<int> _words;
    private readonly List<TokenPlace> _places;
    private readonly List<Answer> _answers = [];

    /// <summary>A text.</summary>
    /// <param name="text">Its words.</param>
    public TokenSequence(IEnumerable<int> text)
    {
        _words = [.. text];
        _places = [.. Enumerable.Range(0, _words.Count).Select(i => new TokenPlace(i, 0, 0))];
        TextLength = _words.Count;
    }

    /// <summary>How many words the text has.</summary>
    public int TextLength { get; }

    /// <summary>The words of the text, then those of the questions.</summary>
    public IReadOnlyList<int> Words => _words;

    /// <summary>Where each stands.</summary>
    public IReadOnlyList<TokenPlace> Places => _places;

    /// <summary>Which words follow where one is asked for: on the last word of each question.</summary>
    public IReadOnlyList<Answer> Answers => _answers;

    /// <summary>Adds a question.</summary>
    /// <param name="shared">How many words of the text stand before it.</param>
    /// <param name="question">Its words, from 1 on.</param>
    /// <param name="answer">The word that follows.</param>
    public void Ask(int shared, IReadOnlyList<int> question, int answer)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shared, TextLength);
        var own = _words.Count;
        for (var i = 0; i < question.Count; i++)
        {
            _words.Add(question[i]);
            _places.Add(new TokenPlace(shared + i, shared, own));
        }

        Expect(_words.Count - 1, answer);
    }

    /// <summary>The token that stands so many before one, as it sees them; null where there is none.</summary>
    public int? Before(int token, int distance)
    {
        var (_, shared, own) = _places[token];
        var before = token - distance >= own ? token - distance : shared - (distance - (token - own));
        return before < 0 ? null : before;
    }

    /// <summary>Says which word follows on a token.</summary>
    public void Expect(int token, int word) => _answers.Add(new Answer(token, word));
}

/// <summary>Where a token stands, and which others it sees: the first ones, and those from one on up to itself.</summary>
/// <param name="Position">How many tokens stand before it in the text that it is part of.</param>
/// <param name="Shared">It sees the tokens before this one.</param>
/// <param name="Own">And those from this one on, up to itself.</param>
internal readonly record struct TokenPlace(int Position, int Shared, int Own);

/// <summary>A word that follows on a token.</summary>
/// <param name="Token">The token.</param>
/// <param name="Word">The word.</param>
internal readonly record struct Answer(int Token, int Word);
